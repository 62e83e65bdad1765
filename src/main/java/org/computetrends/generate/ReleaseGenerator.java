package org.computetrends.generate;

import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.table.CanonicalRelease;

/**
 * Makes synthetic releases: any number, in parallel, each a function of the settings and its number alone, so that equal
 * settings make equal rows whatever the partitions, cores or cluster, and fewer rows are the first of more.
 *
 * <p>Values scatter log-normally about lines that are known, one for each metric and era and one for large scale; which
 * values are known, who published, and what is notable or derived depend on neither date nor value. Residuals of
 * different releases are independent: an organization's releases do not resemble each other. Rows are in no order of
 * date; dates, labels and, by the grid of the settings, values repeat, which Parquet stores as dictionaries. Columns
 * that the settings do not speak of are null.
 *
 * <p>For measuring the program and testing it at sizes that nobody has data of; nothing made here says anything of
 * the world.
 */
public final class ReleaseGenerator {
    private final GeneratorSettings settings;
    private final TruthEstimator truth;

    /**
     * @param settings what releases are like
     * @throws IllegalArgumentException when they leave no day for a release
     */
    public ReleaseGenerator(GeneratorSettings settings) {
        this.settings = settings;
        this.truth = new TruthEstimator(settings);
    }

    /** What releases are like. */
    public GeneratorSettings settings() {
        return settings;
    }

    /**
     * The rows, lazily.
     *
     * @param session the session to work on
     * @param rows how many
     * @param partitions into how many partitions of about equal size and consecutive numbers
     * @return rows of the canonical schema
     */
    public Dataset<Row> generate(SparkSession session, long rows, int partitions) {
        GeneratorSettings shipped = settings;
        // By way of an RDD, whose rows are converted in methods small enough for the JVM to compile; those of a typed
        // dataset are converted in a single one, which it interprets at half the speed.
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

    /** What a run on this many rows can be held to. */
    public Truth truth(long rows) {
        return truth.estimate(rows);
    }
}
