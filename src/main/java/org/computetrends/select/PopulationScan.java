package org.computetrends.select;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.TimeScale;
import org.computetrends.sql.ExactMoments;
import org.computetrends.sql.ExactSum;

/**
 * The fold of the second scan: sums from which the driver assembles the population of every trend.
 *
 * <p>The scan labels each observation with its features. It sums observations with equal features in two ways: by
 * metric and date (cells), and by metric, span of dates and organization (clusters). Without an organization, the
 * observations of a day are a cluster. The scan also counts observations by quarter and half an order of magnitude, and
 * keeps the single observations of small populations.
 */
final class PopulationScan extends TaskFold<PopulationScan> {
    private static final long serialVersionUID = 1L;

    // Indices in the record of a cluster. The last two sums are an ExactSum each, which takes two longs.

    /** The number of observations. */
    static final int COUNT = 0;

    /** The sum of days since 2000-01-01. */
    static final int DAYS = 1;

    static final int DAYS_SQUARED = 2;

    /** The sum of log10 values. */
    static final int LOG10 = 3;

    /** The sum of log10 values times years since 2000-01-01. */
    static final int YEARS_LOG10 = 5;

    static final int CLUSTER_WIDTH = 7;

    /** Available only in the task that adds rows. */
    private final transient ScanPlan plan;

    /**
     * By metric: the cells, by features and by the day's number in {@link DateStatistics}. The record of a cell has the
     * sums of {@link ExactMoments} of distances: of log10 values from the mean of all observations of the date.
     */
    final FeatureSums[] cells;

    /** By metric: the extremes of cells, with the same indices as in {@link #cells}. */
    final Extremes[] extremes;

    /** By metric and span: the clusters, by features and by {@link ScanPlan#cluster}. */
    final FeatureSums[][] clusters;

    final DensityCounts densities;

    /** The numbers of the condition sets that are part of features. */
    final ConditionSets sets = new ConditionSets();

    final PopulationPoints points;

    PopulationScan(ScanPlan plan) {
        this.plan = plan;
        int metrics = plan.relevant().size();
        this.cells = sums(ExactMoments.WIDTH, metrics);
        this.extremes = Stream.generate(Extremes::new).limit(metrics).toArray(Extremes[]::new);
        this.clusters = Stream.generate(() -> sums(CLUSTER_WIDTH, plan.spanBoundaries().length + 1))
                .limit(metrics)
                .toArray(FeatureSums[][]::new);
        this.densities = new DensityCounts(metrics);
        this.points = new PopulationPoints(plan, sets);
    }

    private static FeatureSums[] sums(int width, int count) {
        return Stream.generate(() -> new FeatureSums(width)).limit(count).toArray(FeatureSums[]::new);
    }

    @Override
    Consumer<ColumnarBatch> newReader() {
        return new BatchReader()::add;
    }

    /** Adds batches to this scan. Arrays have an entry for each observation of the current metric in the batch. */
    private final class BatchReader {
        private final ReleaseBatch batch = new ReleaseBatch(plan.checks());
        private final ReleaseFeatures releases = new ReleaseFeatures(plan, batch, sets);
        private final ValueFeatures values = new ValueFeatures(plan, batch);

        /** The observation's row in the batch. */
        private int[] rows = {};

        private double[] log10 = {};
        private long[] features = {};

        /** The index of the observation's cluster in {@link #clusters}. */
        private int[] clusterIndices = {};

        /** By metric and number of a condition set: {@link #relevantSet} plus 1; 0 if not computed yet. */
        private final int[][] relevantSets = new int[plan.relevant().size()][0];

        void add(ColumnarBatch columns) {
            releases.read(columns);
            if (rows.length < batch.size) {
                rows = new int[batch.size];
                log10 = new double[batch.size];
                features = new long[batch.size];
                clusterIndices = new int[batch.size];
            }
            for (int metric = 0; metric < plan.relevant().size(); metric++) {
                int count = findObservations(metric);
                for (int i = 0; i < count; i++) {
                    densities.add(metric, log10[i], batch, rows[i]);
                }
                // A trend requires at least one flag, so a metric without relevant flags has no trend.
                if (plan.relevant().get(metric).flags() != 0) {
                    addObservations(metric, count);
                }
            }
        }

        /** Fills {@link #rows} and {@link #log10} with the observations of a metric, and returns their number. */
        private int findObservations(int metric) {
            double[] metricValues = batch.values.metricValues(metric);
            int count = 0;
            for (int i = 0; i < batch.byDay.size(); i++) {
                int row = batch.byDay.row(i);
                if (metricValues[row] > 0 && releases.isAnalysed[row]) {
                    rows[count] = row;
                    log10[count] = StrictMath.log10(metricValues[row]);
                    count++;
                }
            }
            return count;
        }

        private void addObservations(int metric, int count) {
            long relevantFlags = plan.relevant().get(metric).flags();
            double[] statistics = plan.statistics().ofMetric(metric);
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                int offset = plan.statistics().offset(metric, batch.day[row]);
                long flags = relevantFlags & (releases.flags[row] | values.flags(metric, row, log10[i], offset));
                features[i] = ObservationFeatures.of(flags, relevantSet(metric, releases.conditions[row]));
                addToCell(metric, row, features[i], log10[i] - statistics[offset + DateStatistics.DAY_MEAN]);
            }
            addToClusters(metric, count);
            addPoints(metric, count);
        }

        /**
         * The number of a set reduced to the conditions that trends of the metric use, so that fewer sets differ.
         *
         * @param set the number of the set
         */
        private int relevantSet(int metric, int set) {
            int[] relevantSetOf = relevantSets[metric];
            if (set >= relevantSetOf.length) {
                relevantSetOf = Arrays.copyOf(relevantSetOf, Math.max(set + 1, 2 * relevantSetOf.length));
                relevantSets[metric] = relevantSetOf;
            }
            if (relevantSetOf[set] == 0) {
                relevantSetOf[set] =
                        sets.intersection(set, plan.relevant().get(metric).mentioned()) + 1;
            }
            return relevantSetOf[set] - 1;
        }

        private void addToCell(int metric, int row, long featuresOfRow, double distance) {
            FeatureSums to = cells[metric];
            int index = to.index(featuresOfRow, plan.statistics().dayNumber(metric, batch.day[row]));
            ExactMoments.add(to.sums(), to.offset(index), distance);
            double value = batch.values.metricValues(metric)[row];
            if (extremes[metric].isReached(index, value)) {
                extremes[metric].add(index, value, batch.name(row));
            }
        }

        private void addToClusters(int metric, int count) {
            // The sums of many organizations exceed the processor's cache. In a loop of their own, lookups wait for
            // memory at the same time.
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                clusterIndices[i] = clusters[metric][releases.spans[row]].index(features[i], releases.clusters[row]);
            }
            double daysPerYear = plan.rules().timeScale().daysPerYear();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                FeatureSums to = clusters[metric][releases.spans[row]];
                int offset = to.offset(clusterIndices[i]);
                long[] sums = to.sums();
                long days = batch.day[row] - TimeScale.ORIGIN_EPOCH_DAY;
                sums[offset + COUNT]++;
                sums[offset + DAYS] += days;
                sums[offset + DAYS_SQUARED] += days * days;
                ExactSum.OF_VALUES.add(sums, offset + LOG10, log10[i]);
                ExactSum.OF_PRODUCTS.add(sums, offset + YEARS_LOG10, days / daysPerYear * log10[i]);
            }
        }

        private void addPoints(int metric, int count) {
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (points.countWithinLimit(metric, releases.spans[row], features[i])) {
                    Confidence confidence = batch.confidenceLabel(row);
                    points.ofMetric(metric)
                            .add(
                                    batch.day[row],
                                    log10[i],
                                    features[i],
                                    releases.organizations[row],
                                    batch.name(row),
                                    confidence == null ? null : confidence.name());
                }
            }
        }
    }

    @Override
    public PopulationScan merge(PopulationScan other) {
        ConditionSets.Translation translation = sets.addAll(other.sets);
        for (int metric = 0; metric < cells.length; metric++) {
            FeatureSums otherCells = other.cells[metric];
            for (int from = 0; from < otherCells.size(); from++) {
                int index = cells[metric].merge(otherCells, from, translation.translated(otherCells.features(from)));
                extremes[metric].merge(index, other.extremes[metric], from);
            }
            for (int span = 0; span < clusters[metric].length; span++) {
                FeatureSums otherClusters = other.clusters[metric][span];
                for (int from = 0; from < otherClusters.size(); from++) {
                    long features = translation.translated(otherClusters.features(from));
                    clusters[metric][span].merge(otherClusters, from, features);
                }
            }
        }
        densities.merge(other.densities);
        points.merge(other.points, translation);
        return this;
    }
}
