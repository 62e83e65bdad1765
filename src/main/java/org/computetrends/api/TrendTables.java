package org.computetrends.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.NearMiss;
import org.computetrends.domain.UserException;

/**
 * The computed tables, with the columns of {@code docs/data-dictionary.md}. Spark reads them from files lazily. After
 * {@link #close} only tables that were cached, saved or collected before can be used.
 */
public final class TrendTables implements AutoCloseable {
    private final SparkSession session;
    private final String work;
    private final String publishedFolder;
    private final List<String> names;
    private final List<String> warnings;

    TrendTables(SparkSession session, String work, String publishedFolder, List<String> names, List<String> warnings) {
        this.session = session;
        this.work = work;
        this.publishedFolder = publishedFolder;
        this.names = List.copyOf(names);
        this.warnings = List.copyOf(warnings);
    }

    /** The table {@code trends}: how fast each metric grows, by cohort and era. */
    public Dataset<Row> trends() {
        return table("trends");
    }

    /** The table {@code forecasts}: quantiles of future values, by method. */
    public Dataset<Row> forecasts() {
        return table("forecasts");
    }

    /** The table {@code odds}: the probability that a threshold is exceeded by a date. */
    public Dataset<Row> odds() {
        return table("odds");
    }

    /**
     * A table of the data dictionary.
     *
     * @throws UserException when it was not computed; the setting {@code publishing.tables} lists the tables to compute
     */
    public Dataset<Row> table(String name) {
        if (!names.contains(name)) {
            throw UserException.usage("there is no table '" + name + "' among those made: " + String.join(", ", names)
                    + NearMiss.question(name, names));
        }
        return session.read().parquet(publishedFolder + "/tables/" + name);
    }

    /** The names of the computed tables. */
    public List<String> names() {
        return names;
    }

    /** Warnings about the releases, one sentence each. */
    public List<String> warnings() {
        return warnings;
    }

    /** Removes the files of the tables, which cannot be read any more. */
    @Override
    public void close() {
        remove(session, work);
    }

    /** Removes the folder of temporary files. */
    static void remove(SparkSession session, String work) {
        Path folder = new Path(work);
        try {
            folder.getFileSystem(session.sparkContext().hadoopConfiguration()).delete(folder, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
