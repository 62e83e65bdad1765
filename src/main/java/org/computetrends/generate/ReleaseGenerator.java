package org.computetrends.generate;

import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.table.CanonicalRelease;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Generates synthetic releases in parallel, with the true trends that a run on them should find. It serves benchmarks
 * and tests at sizes for which no data exist.
 *
 * <p>A release is a function of only the settings and its number. So rows do not depend on partitions, cores or
 * cluster, nor on how many are generated.
 *
 * <p>Values scatter log-normally around known lines: each metric has one for each era, and one for releases of large
 * scale. Missing values, organizations, notability and derivation are independent of date and value. Residuals of
 * different releases are independent, also within an organization. Rows are not ordered by date. Dates, labels and
 * rounded values repeat, so Parquet stores them as dictionaries. Columns without settings are null. A share of the rows
 * has a fault: see {@link BadRows}.
 */
public final class ReleaseGenerator {
    private final GeneratorSettings settings;
    private final TruthEstimator truth;

    /** Throws {@link IllegalArgumentException} if the gaps of the settings leave no day for a release. */
    public ReleaseGenerator(GeneratorSettings settings) {
        this.settings = settings;
        this.truth = new TruthEstimator(settings);
    }

    public GeneratorSettings settings() {
        return settings;
    }

    /** The rows, generated when they are read. Partitions are of about equal size, with consecutive row numbers. */
    public Dataset<Row> generate(SparkSession session, long rows, int partitions) {
        // A local copy, so that tasks do not serialize this generator.
        GeneratorSettings taskSettings = settings;
        // An RDD of rows is twice as fast as a typed dataset, whose generated method is too large to be compiled.
        JavaRDD<Row> releases =
                session.range(0, rows, 1, partitions).javaRDD().mapPartitions(numbers -> sample(taskSettings, numbers));
        return session.createDataFrame(releases, CanonicalRelease.schema());
    }

    private static Iterator<Row> sample(GeneratorSettings settings, Iterator<Long> numbers) {
        ReleaseSampler sampler = new ReleaseSampler(settings);
        return CollectionConverters.asJava(CollectionConverters.asScala(numbers).map(sampler::sample));
    }

    /** The expected results of a run on this many rows. */
    public Truth truth(long rows) {
        return truth.estimate(rows);
    }
}
