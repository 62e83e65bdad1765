package org.computetrends.select;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.TimeScale;
import org.computetrends.sql.ExactSum;

/**
 * The fold of the second scan: sums from which the driver assembles the population of every trend.
 *
 * <p>Labels each observation with its features. Sums observations with equal features by metric and date (cells), and
 * by metric, span of dates and organization (clusters). Counts values by quarter and half an order of magnitude, and
 * keeps the observations of small trends.
 */
final class PopulationScan extends TaskFold<PopulationScan> {
    private static final long serialVersionUID = 1L;

    // Indices in the record of a cell or cluster. Sums in fixed point take two longs.

    /** The number of observations of the cell or cluster. */
    static final int COUNT = 0;

    /** In a cell: the sum of the distances of log10 values from the mean of all observations of the date. */
    static final int DISTANCE = 1;

    /** In a cell: the sum of the squared distances. */
    static final int DISTANCE_SQUARED = 3;

    static final int CELL_WIDTH = 5;

    /** In a cluster: the sum of days since 2000-01-01. */
    static final int DAYS = 1;

    /** In a cluster: the sum of the squared days. */
    static final int DAYS_SQUARED = 2;

    /** In a cluster: the sum of log10 values. */
    static final int LOG10 = 3;

    /** In a cluster: the sum of log10 values times years since 2000-01-01. */
    static final int YEARS_LOG10 = 5;

    static final int CLUSTER_WIDTH = 7;

    /** Available only in the task that adds rows. */
    private final transient ScanPlan plan;

    /** By metric: cells, by features and by the day's number in {@link DateStatistics}. */
    final FeatureSums[] cells;

    /** By metric: the extremes of the cell at each index of {@link #cells}. */
    final Extremes[] extremes;

    /** By metric and span: clusters, by features and by cluster number. */
    final FeatureSums[][] clusters;

    final DensityCounts densities;
    final ConditionSets sets = new ConditionSets();
    final PopulationPoints points;

    PopulationScan(ScanPlan plan) {
        this.plan = plan;
        int metrics = plan.relevant().size();
        this.cells = sums(CELL_WIDTH, metrics);
        this.extremes = Stream.generate(Extremes::new).limit(metrics).toArray(Extremes[]::new);
        this.clusters = Stream.generate(() -> sums(CLUSTER_WIDTH, plan.spanEnds().length + 1))
                .limit(metrics)
                .toArray(FeatureSums[][]::new);
        this.densities = new DensityCounts(metrics);
        this.points = new PopulationPoints(plan, sets);
    }

    private static FeatureSums[] sums(int width, int count) {
        return Stream.generate(() -> new FeatureSums(width)).limit(count).toArray(FeatureSums[]::new);
    }

    @Override
    Consumer<ColumnarBatch> begin() {
        return new Task()::add;
    }

    /**
     * State that a task uses while it reads. Arrays have an entry for each row of the batch, or for each observation of
     * a metric.
     */
    private final class Task {
        private final ReleaseBatch batch = new ReleaseBatch(plan.checks());
        private final ReleaseFeatures releases = new ReleaseFeatures(plan, batch, sets);
        private final ValueFeatures values = new ValueFeatures(plan, batch);
        private int[] rows = {};
        private double[] log10 = {};
        private int[] statisticsAt = {};
        private long[] features = {};
        private int[] indices = {};

        /**
         * By metric and condition set: the number of the subset that trends of the metric use, plus 1; 0 if not
         * computed yet.
         */
        private final int[][] relevantSets = new int[plan.relevant().size()][0];

        void add(ColumnarBatch columns) {
            batch.read(columns);
            if (rows.length < batch.size) {
                rows = new int[batch.size];
                log10 = new double[batch.size];
                statisticsAt = new int[batch.size];
                features = new long[batch.size];
                indices = new int[batch.size];
            }
            releases.read();
            for (int metric = 0; metric < plan.relevant().size(); metric++) {
                int count = observe(metric);
                for (int i = 0; i < count; i++) {
                    densities.add(metric, log10[i], batch, rows[i]);
                }
                if (plan.relevant().get(metric).flags() != 0) {
                    addObservations(metric, count);
                }
            }
        }

        /** Fills {@link #rows} and {@link #log10} with the observations of a metric, and returns their number. */
        private int observe(int metric) {
            double[] metricValues = batch.values.ofMetric(metric);
            int count = 0;
            for (int i = 0; i < batch.byDay.size(); i++) {
                int row = batch.byDay.row(i);
                if (metricValues[row] > 0 && releases.isAnalysed[row]) {
                    rows[count++] = row;
                }
            }
            for (int i = 0; i < count; i++) {
                log10[i] = StrictMath.log10(metricValues[rows[i]]);
            }
            return count;
        }

        private void addObservations(int metric, int count) {
            long relevant = plan.relevant().get(metric).flags();
            for (int i = 0; i < count; i++) {
                statisticsAt[i] = plan.statistics().offset(metric, batch.day[rows[i]]);
            }
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                long flags = relevant & (releases.flags[row] | values.flags(metric, row, log10[i], statisticsAt[i]));
                features[i] = ObservationFeatures.of(flags, relevantSet(metric, releases.conditions[row]));
            }
            addToCells(metric, count);
            addToClusters(metric, count);
            addPoints(metric, count);
        }

        /**
         * The set without the conditions that no trend of the metric uses. Fewer different features need fewer sums.
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

        private void addToCells(int metric, int count) {
            FeatureSums to = cells[metric];
            for (int i = 0; i < count; i++) {
                indices[i] = to.index(features[i], plan.statistics().number(metric, batch.day[rows[i]]));
            }
            long[] sums = to.sums();
            double[] statistics = plan.statistics().of(metric);
            for (int i = 0; i < count; i++) {
                double distance = log10[i] - statistics[statisticsAt[i] + DateStatistics.DAY_MEAN];
                int offset = to.at(indices[i]);
                sums[offset + COUNT]++;
                RecordSums.addFixed(sums, offset + DISTANCE, ExactSum.OF_VALUES.fixed(distance));
                RecordSums.addFixed(sums, offset + DISTANCE_SQUARED, ExactSum.OF_PRODUCTS.fixed(distance * distance));
            }
            double[] metricValues = batch.values.ofMetric(metric);
            for (int i = 0; i < count; i++) {
                double value = metricValues[rows[i]];
                if (extremes[metric].isReached(indices[i], value)) {
                    extremes[metric].add(indices[i], value, batch.name(rows[i]));
                }
            }
        }

        private void addToClusters(int metric, int count) {
            double daysPerYear = plan.rules().timeScale().daysPerYear();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                indices[i] = clusters[metric][releases.spans[row]].index(features[i], releases.clusters[row]);
            }
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                FeatureSums to = clusters[metric][releases.spans[row]];
                int offset = to.at(indices[i]);
                long[] sums = to.sums();
                long days = batch.day[row] - TimeScale.ORIGIN_EPOCH_DAY;
                sums[offset + COUNT]++;
                sums[offset + DAYS] += days;
                sums[offset + DAYS_SQUARED] += days * days;
                RecordSums.addFixed(sums, offset + LOG10, ExactSum.OF_VALUES.fixed(log10[i]));
                RecordSums.addFixed(
                        sums, offset + YEARS_LOG10, ExactSum.OF_PRODUCTS.fixed(days / daysPerYear * log10[i]));
            }
        }

        private void addPoints(int metric, int count) {
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (points.count(metric, releases.spans[row], features[i])) {
                    Confidence confidence = batch.confidence(row);
                    points.of(metric)
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
        ConditionSets.Translation translation = sets.from(other.sets);
        for (int metric = 0; metric < cells.length; metric++) {
            FeatureSums otherCells = other.cells[metric];
            for (int from = 0; from < otherCells.size(); from++) {
                int index = cells[metric].merge(otherCells, from, translation.of(otherCells.features(from)));
                extremes[metric].merge(index, other.extremes[metric], from);
            }
            for (int span = 0; span < clusters[metric].length; span++) {
                FeatureSums ofSpan = other.clusters[metric][span];
                for (int from = 0; from < ofSpan.size(); from++) {
                    clusters[metric][span].merge(ofSpan, from, translation.of(ofSpan.features(from)));
                }
            }
        }
        densities.merge(other.densities);
        points.merge(other.points, translation);
        return this;
    }
}
