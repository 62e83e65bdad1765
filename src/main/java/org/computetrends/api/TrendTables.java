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
 * The tables computed by {@link ComputeTrends}. {@code docs/data-dictionary.md} describes their columns. Spark reads a
 * table from files only when its rows are used. So after {@link #close}, only tables that were cached, saved or
 * collected before can be used.
 */
public final class TrendTables implements AutoCloseable {
    private final SparkSession session;
    private final String folder;
    /** The folder of the published tables, inside {@link #folder}. */
    private final String publication;

    private final List<String> names;
    private final List<String> warnings;

    TrendTables(SparkSession session, String folder, String publication, List<String> names, List<String> warnings) {
        this.session = session;
        this.folder = folder;
        this.publication = publication;
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
     * A table by its name in the data dictionary.
     *
     * @throws UserException when it was not computed; the setting {@code publishing.tables} lists the tables to compute
     */
    public Dataset<Row> table(String name) {
        if (!names.contains(name)) {
            throw UserException.usage("there is no table '" + name + "' among those made: " + String.join(", ", names)
                    + NearMiss.question(name, names));
        }
        return session.read().parquet(publication + "/tables/" + name);
    }

    /** The names of the tables that were computed. */
    public List<String> names() {
        return names;
    }

    /** Warnings about the releases, one sentence each. */
    public List<String> warnings() {
        return warnings;
    }

    /** Removes the folder with the files of the tables. */
    @Override
    public void close() {
        remove(session, folder);
    }

    static void remove(SparkSession session, String folder) {
        Path path = new Path(folder);
        try {
            path.getFileSystem(session.sparkContext().hadoopConfiguration()).delete(path, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
