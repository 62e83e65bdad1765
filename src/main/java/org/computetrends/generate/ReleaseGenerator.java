package org.computetrends.generate;

import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.table.CanonicalRelease;

/**
 * Generates any number of synthetic releases in parallel. Each is a function of only the settings and its number. So equal
 * settings give equal rows for any partitions, cores or cluster, and a smaller number of rows is a prefix of a larger one.
 *
 * <p>Values scatter log-normally around known lines, one for each metric and era and one for large scale. Missing values,
 * organizations, notability and derivation are independent of date and value. Residuals of different releases are
 * independent, also within an organization. Rows are not ordered by date. Dates, labels and, on the settings' grid, values
 * repeat, so Parquet stores them as dictionaries. Columns without settings are null.
 *
 * <p>For benchmarks and tests at sizes for which no data exist. Generated rows say nothing about the real world.
 */
public final class ReleaseGenerator {
    private final GeneratorSettings settings;
    private final TruthEstimator truth;

    /** @throws IllegalArgumentException if they leave no day for a release */
    public ReleaseGenerator(GeneratorSettings settings) {
        this.settings = settings;
        this.truth = new TruthEstimator(settings);
    }

    public GeneratorSettings settings() {
        return settings;
    }

    /**
     * The rows, lazily.
     *
     * @param partitions the number of partitions, of about equal size and consecutive row numbers
     * @return rows of the canonical schema
     */
    public Dataset<Row> generate(SparkSession session, long rows, int partitions) {
        GeneratorSettings shipped = settings;
        // An RDD converts rows in methods small enough for the JVM to compile. A typed dataset uses a single method,
        // which the JVM interprets at half the speed.
        JavaRDD<Row> releases =
                session.range(0, rows, 1, partitions).javaRDD().mapPartitions(numbers -> releases(shipped, numbers));
        return session.createDataFrame(releases, CanonicalRelease.schema());
    }

    private static Iterator<Row> releases(GeneratorSettings settings, Iterator<Long> numbers) {
        ReleaseSampler sampler = new ReleaseSampler(settings);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return numbers.hasNext();
            }

            @Override
            public Row next() {
                return sampler.sample(numbers.next());
            }
        };
    }

    /** The expected results of a run on this many rows. */
    public Truth truth(long rows) {
        return truth.estimate(rows);
    }
}
