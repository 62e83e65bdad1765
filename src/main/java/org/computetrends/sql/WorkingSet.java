package org.computetrends.sql;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * How a run holds the rows that it works on, which the size of its input decides; what it finds does not depend on it.
 *
 * <p>The rows of a small input are one partition. No query on one partition exchanges rows, so each is a single task,
 * and what planning and scheduling cost is all that there was to save.
 */
public enum WorkingSet {
    /** One partition in this process, computed when it is kept: for small inputs on one machine. */
    ONE_PARTITION,
    /** Spark's partitions, and its cache for what is kept, filled when it is first needed. */
    PARTITIONED;

    /**
     * The way for an input.
     *
     * @param bytes its files' size
     * @param smallBytes up to which an input is small
     * @param isLocal whether Spark runs in this process alone, so that no executor can be lost with its rows
     */
    public static WorkingSet of(long bytes, long smallBytes, boolean isLocal) {
        return isLocal && bytes <= smallBytes ? ONE_PARTITION : PARTITIONED;
    }

    /** The rows as they are to be worked on, where they are read once. */
    public Dataset<Row> arranged(Dataset<Row> rows) {
        return switch (this) {
            case ONE_PARTITION -> rows.coalesce(1);
            case PARTITIONED -> rows;
        };
    }

    /** The rows of an input that is read again: the files of a large one are cheaper to read twice than to hold. */
    public Dataset<Row> read(Dataset<Row> rows) {
        return switch (this) {
            case ONE_PARTITION -> kept(rows);
            case PARTITIONED -> rows;
        };
    }

    /** The rows on the driver, where they are few; empty where they may be many. */
    public Optional<List<Row>> collected(Dataset<Row> rows) {
        return switch (this) {
            case ONE_PARTITION -> Optional.of(rows.collectAsList());
            case PARTITIONED -> Optional.empty();
        };
    }

    /** The rows held, because more than one query reads them. */
    public Dataset<Row> kept(Dataset<Row> rows) {
        return switch (this) {
            case ONE_PARTITION -> rows.coalesce(1).localCheckpoint();
            case PARTITIONED -> rows.persist(StorageLevel.MEMORY_AND_DISK());
        };
    }
}
