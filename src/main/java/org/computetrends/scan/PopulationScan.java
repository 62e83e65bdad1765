package org.computetrends.scan;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.domain.TimeScale;
import org.computetrends.sql.ExactSum;
import org.computetrends.sql.InternalRows;
import org.jspecify.annotations.Nullable;

/**
 * The second scan: labels every observation and sums those of equal features by metric and date, and by metric, span of
 * dates and organization.
 */
final class PopulationScan implements InternalRows.Fold<PopulationScan> {
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
    private final PointList[] whole;
    private final PointList[] selected;
    private transient @Nullable Scratch scratch;

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

    /** What a task needs only while it scans. */
    private static final class Scratch {
        private final double[] values;
        private final Organizations.Numbers organizations;
        private final CohortFeatures.Lookup features;
        private final Map<UTF8String, String> confidences = new HashMap<>();
        private byte @Nullable [] name;

        Scratch(ScanPlan plan) {
            this.values = new double[plan.relevant().length];
            this.organizations = plan.organizations().numbers();
            this.features = plan.features().lookup();
        }
    }

    @Override
    public void add(UnsafeRow row) {
        int day = row.getInt(ScanColumns.DAY);
        if (row.getInt(ScanColumns.FAULT) != 0 || day < plan.firstDay() || day >= plan.endDay()) {
            return;
        }
        Scratch task = scratch;
        if (task == null) {
            task = new Scratch(plan);
            scratch = task;
        }
        task.name = null;
        double[] values = task.values;
        boolean isAny = false;
        for (int metric = 0; metric < values.length; metric++) {
            int column = ScanColumns.FIRST_METRIC + metric;
            double value = row.isNullAt(column) ? Double.NaN : row.getDouble(column);
            values[metric] = ScanColumns.isUsable(value) ? value : Double.NaN;
            isAny |= ScanColumns.isUsable(value);
        }
        if (isAny) {
            addObservations(row, day, task);
        }
    }

    private void addObservations(UnsafeRow row, int day, Scratch task) {
        long ofRelease = releaseFeatures(row, task);
        boolean isRanked = !row.getBoolean(ScanColumns.IS_DERIVATIVE);
        int organization = row.isNullAt(ScanColumns.ORGANIZATION)
                ? -1
                : task.organizations.of(row.getUTF8String(ScanColumns.ORGANIZATION));
        int span = plan.span(day);
        long[] relevant = plan.relevant();
        for (int metric = 0; metric < relevant.length; metric++) {
            double value = task.values[metric];
            if (relevant[metric] != 0 && value > 0) {
                double log10 = Math.log10(value);
                long features = relevant[metric]
                        & (ofRelease | valueFeatures(metric, day, value, log10, isRanked, task.values));
                addToCell(metric, day, value, log10, features, row, task);
                addToCluster(metric, span, day, log10, features, organization);
                PointList points = plan.isHeldWhole()[metric][span]
                        ? whole[metric]
                        : (features & plan.held()) != 0 ? selected[metric] : null;
                if (points != null && !points.isOver()) {
                    points.add(day, log10, features, organization, name(row, task), confidence(row, task));
                }
            }
        }
    }

    private long releaseFeatures(UnsafeRow row, Scratch task) {
        boolean isNotable =
                plan.isAllNotable() || (!row.isNullAt(ScanColumns.NOTABLE) && row.getBoolean(ScanColumns.NOTABLE));
        long features = isNotable ? CohortFeatures.NOTABLE : 0;
        for (int i = 0; i < plan.attributes(); i++) {
            int column = ScanColumns.FIRST_METRIC + task.values.length + i;
            if (!row.isNullAt(column)) {
                features |= task.features.of(i, row.getArray(column));
            }
        }
        return features;
    }

    private long valueFeatures(int metric, int day, double value, double log10, boolean isRanked, double[] values) {
        double[] labels = plan.labels().of(metric);
        int at = plan.labels().at(metric, day);
        ScanPlan.ScaleRule rule = plan.rules();
        // Comparisons with a z-score that is not there are false.
        double z = (log10 - labels[at + DateLabels.WINDOW_MEAN]) / labels[at + DateLabels.WINDOW_SD];
        boolean isLow = z < rule.lowBelow();
        boolean isLarge = !isLow && z > rule.largeAbove() && day >= rule.largeFrom();
        boolean isInPlay = !isLow || !rule.isLowDropped();
        long features = isInPlay ? CohortFeatures.IN_PLAY : 0;
        if (isLarge) {
            features |= CohortFeatures.LARGE_SCALE;
        } else if (!isLow && day >= rule.regularFrom()) {
            features |= CohortFeatures.REGULAR_SCALE;
        }
        if (isInPlay && isRanked) {
            if (value >= labels[at + DateLabels.ENTRY]) {
                features |= CohortFeatures.FRONTIER;
            }
            if (value == labels[at + DateLabels.LARGEST_OF_DATE] && value > labels[at + DateLabels.LARGEST_BEFORE]) {
                features |= CohortFeatures.RECORD;
            }
            int[] rankings = plan.rankings();
            for (int i = 0; i < rankings.length; i++) {
                if (values[rankings[i]] >= labels[at + DateLabels.RANKING_ENTRIES + i]) {
                    features |= CohortFeatures.rankedBy(i);
                }
            }
        }
        return features;
    }

    private void addToCell(
            int metric, int day, double value, double log10, long features, UnsafeRow row, Scratch task) {
        int before = cells.size();
        int place = cells.place(cellKey(metric, day), features);
        long[] sums = cells.sums();
        int at = cells.at(place);
        double distance = log10 - plan.labels().of(metric)[plan.labels().at(metric, day) + DateLabels.DAY_MEAN];
        sums[at + COUNT]++;
        KeyedSums.addFixed(sums, at + DISTANCE, ExactSum.OF_VALUES.fixed(distance));
        KeyedSums.addFixed(sums, at + SQUARE, ExactSum.OF_PRODUCTS.fixed(distance * distance));
        if (place == before) {
            byte[] name = name(row, task);
            extremes.begin(place, value, name, value, name);
        } else if (extremes.isReached(place, value)) {
            extremes.add(place, value, name(row, task));
        }
    }

    private void addToCluster(int metric, int span, int day, double log10, long features, int organization) {
        long days = day - TimeScale.ORIGIN_EPOCH_DAY;
        long number = organization < 0 ? aloneNumber(day) : organization;
        int place = clusters.place(clusterKey(metric, span, number), features);
        long[] sums = clusters.sums();
        int at = clusters.at(place);
        sums[at + COUNT]++;
        sums[at + DAYS] += days;
        sums[at + DAYS_SQUARED] += days * days;
        KeyedSums.addFixed(sums, at + VALUE, ExactSum.OF_VALUES.fixed(log10));
        KeyedSums.addFixed(sums, at + YEARS_VALUE, ExactSum.OF_PRODUCTS.fixed(days / plan.daysPerYear() * log10));
    }

    private static byte[] name(UnsafeRow row, Scratch task) {
        byte[] name = task.name;
        if (name == null) {
            name = row.getUTF8String(ScanColumns.MODEL).getBytes();
            task.name = name;
        }
        return name;
    }

    private static @Nullable String confidence(UnsafeRow row, Scratch task) {
        if (row.isNullAt(ScanColumns.CONFIDENCE)) {
            return null;
        }
        UTF8String label = row.getUTF8String(ScanColumns.CONFIDENCE);
        String known = task.confidences.get(label);
        if (known == null) {
            known = label.toString();
            task.confidences.put(label.clone(), known);
        }
        return known;
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

    /** The observations of a metric in spans that are held whole. */
    PointList whole(int metric) {
        return whole[metric];
    }

    /** Those that are held for their features in other spans. */
    PointList selected(int metric) {
        return selected[metric];
    }
}
