package org.computetrends.scan;

import java.util.stream.Stream;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.TimeScale;
import org.computetrends.sql.ColumnBatches;
import org.computetrends.sql.ExactSum;
import org.jspecify.annotations.Nullable;

/**
 * The second scan: labels every observation and sums those of equal features by metric and date, and by metric, span of
 * dates and organization. It also counts values by quarter and half an order of magnitude.
 */
final class PopulationScan implements ColumnBatches.Fold<PopulationScan> {
    private static final long serialVersionUID = 1L;

    /** Sums of a cell: observations, their distances from the mean of all of the date, and the squares of these. */
    static final int COUNT = 0;

    static final int DISTANCE = 1;
    static final int SQUARE = 3;
    static final int CELL_WIDTH = 5;

    /** Sums of a cluster: observations, days since 2000-01-01, their squares, values, and years times values. */
    static final int DAYS = 1;

    static final int DAYS_SQUARED = 2;
    static final int VALUE = 3;
    static final int YEARS_VALUE = 5;
    static final int CLUSTER_WIDTH = 7;

    private static final int SPAN_SHIFT = 32;
    private static final int METRIC_SHIFT = 48;

    /** Only where rows are added: it does not travel back with what was made of them. */
    private final transient ScanPlan plan;

    private final KeyedSums cells = new KeyedSums(CELL_WIDTH);
    private final Extremes extremes = new Extremes(64);
    private final KeyedSums clusters = new KeyedSums(CLUSTER_WIDTH);
    private final DensityCounts densities = new DensityCounts();
    private final PointList[] whole;
    private final PointList[] selected;

    /** Only where rows are added. */
    private transient @Nullable Task task;

    PopulationScan(ScanPlan plan) {
        this.plan = plan;
        // What is held whole is so because it is known to be few.
        this.whole = lists(plan, Long.MAX_VALUE);
        this.selected = lists(plan, plan.observationsLimit());
    }

    private static PointList[] lists(ScanPlan plan, long limit) {
        return Stream.generate(() -> new PointList(limit))
                .limit(plan.relevant().length)
                .toArray(PointList[]::new);
    }

    @Override
    public void add(ColumnarBatch columns) {
        Task current = task;
        if (current == null) {
            current = new Task();
            task = current;
        }
        current.add(columns);
    }

    /** What a task needs only while it scans. Arrays have an entry for each row of the batch, or each observation of a metric. */
    private final class Task {
        private final ReleaseBatch batch = new ReleaseBatch(plan.columns(), plan.releaseRules());
        private final ReleaseFeatures releases = new ReleaseFeatures(plan);
        private final ValueFeatures values = new ValueFeatures(plan);
        private int[] rows = {};
        private double[] log10 = {};
        private long[] firstKeys = {};
        private long[] features = {};
        private int[] places = {};

        void add(ColumnarBatch columns) {
            batch.read(columns);
            if (rows.length < batch.size) {
                rows = new int[batch.size];
                log10 = new double[batch.size];
                firstKeys = new long[batch.size];
                features = new long[batch.size];
                places = new int[batch.size];
            }
            releases.read(batch);
            for (int metric = 0; metric < plan.relevant().length; metric++) {
                int count = observe(metric);
                addToDensities(metric, count);
                if (plan.relevant()[metric] != 0) {
                    addObservations(metric, count);
                }
            }
        }

        /** Puts the rows that have a value of a metric first, with its logarithm, and returns their number. */
        private int observe(int metric) {
            double[] observed = batch.values(metric);
            int count = 0;
            for (int row = 0; row < batch.size; row++) {
                if (observed[row] > 0 && releases.isAnalysed(row)) {
                    rows[count++] = row;
                }
            }
            for (int i = 0; i < count; i++) {
                log10[i] = StrictMath.log10(observed[rows[i]]);
            }
            return count;
        }

        private void addObservations(int metric, int count) {
            long relevant = plan.relevant()[metric];
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                features[i] = relevant & (releases.features(row) | values.of(metric, batch, row, log10[i]));
            }
            addToCells(metric, count);
            addToClusters(metric, count);
            addPoints(metric, count);
        }

        private void addToCells(int metric, int count) {
            for (int i = 0; i < count; i++) {
                firstKeys[i] = cellKey(metric, batch.day[rows[i]]);
            }
            cells.places(firstKeys, features, count, places);
            long[] sums = cells.sums();
            double[] labels = plan.labels().of(metric);
            double[] observed = batch.values(metric);
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                double distance = log10[i] - labels[plan.labels().at(metric, batch.day[row]) + DateLabels.DAY_MEAN];
                int at = cells.at(places[i]);
                if (sums[at + COUNT]++ == 0) {
                    byte[] name = batch.name(row);
                    extremes.begin(places[i], observed[row], name, observed[row], name);
                }
                KeyedSums.addFixed(sums, at + DISTANCE, ExactSum.OF_VALUES.fixed(distance));
                KeyedSums.addFixed(sums, at + SQUARE, ExactSum.OF_PRODUCTS.fixed(distance * distance));
            }
            for (int i = 0; i < count; i++) {
                double value = observed[rows[i]];
                if (extremes.isReached(places[i], value)) {
                    extremes.add(places[i], value, batch.name(rows[i]));
                }
            }
        }

        private void addToClusters(int metric, int count) {
            for (int i = 0; i < count; i++) {
                int day = batch.day[rows[i]];
                int organization = releases.organization(rows[i]);
                firstKeys[i] = clusterKey(metric, plan.span(day), organization < 0 ? aloneNumber(day) : organization);
            }
            clusters.places(firstKeys, features, count, places);
            long[] sums = clusters.sums();
            for (int i = 0; i < count; i++) {
                long days = batch.day[rows[i]] - TimeScale.ORIGIN_EPOCH_DAY;
                int at = clusters.at(places[i]);
                sums[at + COUNT]++;
                sums[at + DAYS] += days;
                sums[at + DAYS_SQUARED] += days * days;
                KeyedSums.addFixed(sums, at + VALUE, ExactSum.OF_VALUES.fixed(log10[i]));
                KeyedSums.addFixed(
                        sums, at + YEARS_VALUE, ExactSum.OF_PRODUCTS.fixed(days / plan.timeScale().daysPerYear() * log10[i]));
            }
        }

        private void addToDensities(int metric, int count) {
            for (int i = 0; i < count; i++) {
                densities.add(metric, log10[i], batch, rows[i]);
            }
        }

        private void addPoints(int metric, int count) {
            boolean[] isHeldWhole = plan.isHeldWhole()[metric];
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                int day = batch.day[row];
                PointList points = isHeldWhole[plan.span(day)]
                        ? whole[metric]
                        : (features[i] & plan.held()) != 0 ? selected[metric] : null;
                if (points != null && !points.isOver()) {
                    Confidence confidence = batch.confidence(row);
                    points.add(
                            day,
                            log10[i],
                            features[i],
                            releases.organization(row),
                            batch.name(row),
                            confidence == null ? null : confidence.name());
                }
            }
        }
    }

    static long cellKey(int metric, int day) {
        return ((long) metric << 32) | (day & 0xFFFFFFFFL);
    }

    static int metricOfCell(long key) {
        return (int) (key >> 32);
    }

    static int dayOfCell(long key) {
        return (int) key;
    }

    private static long clusterKey(int metric, int span, long number) {
        return ((long) metric << METRIC_SHIFT) | ((long) span << SPAN_SHIFT) | number;
    }

    static int metricOfCluster(long key) {
        return (int) (key >> METRIC_SHIFT);
    }

    static int spanOfCluster(long key) {
        return (int) (key >> SPAN_SHIFT) & 0xFFFF;
    }

    /** The organization's number, or that of a day's releases without any, which come after all organizations. */
    static long numberOfCluster(long key) {
        return key & 0xFFFFFFFFL;
    }

    private long aloneNumber(int day) {
        return plan.organizations().count() + (long) (day - plan.firstDay());
    }

    @Override
    public PopulationScan merge(PopulationScan other) {
        for (int from = 0; from < other.cells.size(); from++) {
            int before = cells.size();
            int place = cells.merge(other.cells, from);
            extremes.merge(place, place == before, other.extremes, from);
        }
        clusters.merge(other.clusters);
        densities.merge(other.densities);
        for (int metric = 0; metric < whole.length; metric++) {
            whole[metric].merge(other.whole[metric]);
            selected[metric].merge(other.selected[metric]);
        }
        return this;
    }

    /** By metric and day, and by features. */
    KeyedSums cells() {
        return cells;
    }

    /** The extremes of each place of {@link #cells}. */
    Extremes extremes() {
        return extremes;
    }

    /** By metric, span and organization, and by features. */
    KeyedSums clusters() {
        return clusters;
    }

    /** By metric, quarter and half an order of magnitude. */
    DensityCounts densities() {
        return densities;
    }

    /** The observations of a metric in spans that are held whole. */
    PointList whole(int metric) {
        return whole[metric];
    }

    /** Those that are held for their features in other spans. */
    PointList selected(int metric) {
        return selected[metric];
    }
}
