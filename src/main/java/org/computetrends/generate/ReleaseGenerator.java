package org.computetrends.generate;

import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.table.CanonicalRelease;

/**
 * Generates any number of synthetic releases in parallel. Each is a function of only the settings and its number. So
 * equal settings give equal rows for any partitions, cores or cluster, and the first rows do not depend on how many are
 * generated.
 *
 * <p>Values scatter log-normally around known lines: each metric has one for each era, and one for releases of large
 * scale. Missing values, organizations, notability and derivation are independent of date and value. Residuals of
 * different releases are independent, also within an organization. Rows are not ordered by date. Dates, labels and, on
 * the settings' grid, values repeat, so Parquet stores them as dictionaries. Columns without settings are null. A share
 * of the rows has a fault: see {@link BadRows}.
 *
 * <p>For benchmarks and tests at sizes for which no data exist. Generated rows say nothing about the real world.
 */
public final class ReleaseGenerator {
    private final GeneratorSettings settings;
    private final TruthEstimator truth;

    /** @throws IllegalArgumentException if the settings' gaps leave no day */
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
        // A local copy, so that tasks do not serialize this generator.
        GeneratorSettings taskSettings = settings;
        // An RDD of rows is converted twice as fast as a typed dataset, whose generated method is too large for the JVM
        // to
        // compile.
        JavaRDD<Row> releases = session.range(0, rows, 1, partitions)
                .javaRDD()
                .mapPartitions(numbers -> releases(taskSettings, numbers));
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
