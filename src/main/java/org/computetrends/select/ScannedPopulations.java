package org.computetrends.select;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.computetrends.domain.ObservedPoint;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendCells;
import org.computetrends.domain.TrendClusters;
import org.computetrends.domain.TrendPopulations;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.ValueDensity;
import org.computetrends.select.ConditionSets.Required;
import org.computetrends.sql.ExactSum;
import org.computetrends.stats.ParallelTasks;

/**
 * The populations of trends, assembled on the driver from the second scan.
 *
 * <p>An era consists of whole spans of dates, and a cohort requires a set of features. So the scan's cells and clusters
 * are each wholly inside or outside the population of a trend. The population's sums add up those inside.
 */
public final class ScannedPopulations implements TrendPopulations {
    private final PopulationScan scan;
    private final ScanPlan plan;
    private final ReleaseScanner.Settings settings;
    private final List<TrendSpecification> trends;
    private final CellMerge cellMerge;

    /** By trend: whether its cohort contains observations with given features. */
    private final List<LongPredicate> tests;

    /** By metric: see {@link #pointsOfSmallTrends}. Computed on first use. */
    private final Map<Integer, List<StoredPoint>> pointsByMetric = new HashMap<>();

    ScannedPopulations(
            PopulationScan scan, ScanPlan plan, ReleaseScanner.Settings settings, List<TrendSpecification> trends) {
        this.scan = scan;
        this.plan = plan;
        this.settings = settings;
        this.trends = List.copyOf(trends);
        this.cellMerge = new CellMerge(
                scan,
                plan.statistics(),
                settings.metrics().size(),
                settings.rules().timeScale());
        this.tests = plan.populations().stream()
                .map(population -> scan.sets.test(population.required()))
                .toList();
    }

    /**
     * Every trend. Where the settings ask for a trend of each value of an attribute, the list has one for each common
     * value. Other methods take the ordinal of a trend: its index in this list.
     */
    public List<TrendSpecification> trends() {
        return trends;
    }

    ScanPlan plan() {
        return plan;
    }

    /** The number of observations of each metric, by quarter and half an order of magnitude. */
    public List<ValueDensity> densities() {
        return scan.densities.bins(settings.metrics());
    }

    /** Whether a day, since 1970-01-01, is in a trend's era. */
    static boolean isInEra(TrendSpecification trend, int day) {
        LocalDate from = trend.era().from();
        LocalDate to = trend.era().to();
        return (from == null || from.toEpochDay() <= day) && (to == null || day < to.toEpochDay());
    }

    private int metric(int trend) {
        return plan.populations().get(trend).metric();
    }

    private Required required(int trend) {
        return plan.populations().get(trend).required();
    }

    @Override
    public List<TrendCells> cells(List<Overlap> overlaps) {
        List<Supplier<TrendCells>> tasks = new ArrayList<>();
        for (int trend = 0; trend < trends.size(); trend++) {
            int metric = metric(trend);
            LongPredicate test = tests.get(trend);
            TrendSpecification specification = trends.get(trend);
            tasks.add(() -> cellMerge.cells(metric, test, day -> isInEra(specification, day)));
        }
        for (Overlap overlap : overlaps) {
            TrendSpecification first = trends.get(overlap.first());
            TrendSpecification second = trends.get(overlap.second());
            // Trends of different metrics share no observations, so the cells of their overlap are empty.
            boolean isSameMetric = first.metric().equals(second.metric());
            LongPredicate inBoth = scan.sets.test(required(overlap.first()).and(required(overlap.second())));
            tasks.add(() -> cellMerge.cells(
                    metric(overlap.first()),
                    inBoth,
                    day -> isSameMetric && isInEra(first, day) && isInEra(second, day)));
        }
        return ParallelTasks.map(tasks, Supplier::get);
    }

    @Override
    public boolean isInMemory(int trend) {
        return scan.points.isComplete(trend);
    }

    @Override
    public List<TrendClusters> clusters(Set<Integer> large) {
        // A trend in memory is in this set if it is compared with a large one: both need the same kind of clusters.
        return IntStream.range(0, trends.size())
                .mapToObj(trend -> TrendClusters.of(clusters(trend, isInMemory(trend) && !large.contains(trend))))
                .toList();
    }

    /**
     * A trend's clusters.
     *
     * @param isByRelease whether each release without an organization is its own cluster, which requires that the trend
     *     is in memory. Otherwise all such releases of one day are a cluster
     */
    private List<TrendClusters.Cluster> clusters(int trend, boolean isByRelease) {
        Map<Integer, long[]> byNumber = new HashMap<>();
        boolean[] spans = plan.populations().get(trend).spans();
        for (int span = 0; span < spans.length; span++) {
            if (spans[span]) {
                addClusters(trend, scan.clusters[metric(trend)][span], isByRelease, byNumber);
            }
        }
        List<TrendClusters.Cluster> result = new ArrayList<>();
        byNumber.forEach((number, sums) -> result.add(cluster(number, sums)));
        if (isByRelease) {
            pointsOf(trend)
                    .filter(point -> point.point().organization() == null)
                    .forEach(point -> result.add(clusterOfOne(point)));
        }
        return result;
    }

    private void addClusters(int trend, FeatureSums clusters, boolean isByRelease, Map<Integer, long[]> byNumber) {
        LongPredicate hasRequired = tests.get(trend);
        for (int index = 0; index < clusters.size(); index++) {
            int number = clusters.number(index);
            boolean isWanted = plan.isOrganization(number) || !isByRelease;
            if (isWanted && hasRequired.test(clusters.features(index))) {
                long[] sums = byNumber.computeIfAbsent(number, key -> new long[PopulationScan.CLUSTER_WIDTH]);
                int offset = clusters.offset(index);
                Arrays.setAll(sums, i -> sums[i] + clusters.sums()[offset + i]);
            }
        }
    }

    private TrendClusters.Cluster cluster(int number, long[] sums) {
        String organization = plan.isOrganization(number) ? plan.organizations().name(number) : null;
        String loneId = organization == null
                ? LocalDate.ofEpochDay(plan.dayOfCluster(number)).toString()
                : null;
        return TrendClusters.Cluster.ofDays(
                organization,
                loneId,
                sums[PopulationScan.COUNT],
                sums[PopulationScan.DAYS],
                sums[PopulationScan.DAYS_SQUARED],
                ExactSum.OF_VALUES.sum(sums, PopulationScan.LOG10),
                ExactSum.OF_PRODUCTS.sum(sums, PopulationScan.YEARS_LOG10),
                plan.rules().timeScale());
    }

    /** The cluster of a single release, which has no organization. */
    private TrendClusters.Cluster clusterOfOne(StoredPoint stored) {
        ObservedPoint point = stored.point();
        long days = stored.day() - TimeScale.ORIGIN_EPOCH_DAY;
        return TrendClusters.Cluster.ofDays(
                null,
                "release " + point.releaseId(),
                1,
                days,
                days * days,
                ExactSum.OF_VALUES.rounded(point.log10Value()),
                ExactSum.OF_PRODUCTS.rounded(point.time() * point.log10Value()),
                plan.rules().timeScale());
    }

    @Override
    public Map<Integer, List<ObservedPoint>> points(Set<Integer> ordinals) {
        Map<Integer, List<ObservedPoint>> byTrend = new HashMap<>();
        for (int trend : ordinals) {
            byTrend.put(trend, pointsOf(trend).map(StoredPoint::point).toList());
        }
        return byTrend;
    }

    private Stream<StoredPoint> pointsOf(int trend) {
        return pointsByMetric.computeIfAbsent(metric(trend), this::pointsOfSmallTrends).stream()
                .filter(point -> isIn(trend, point.features(), point.day()));
    }

    private boolean isIn(int trend, long features, int day) {
        return tests.get(trend).test(features) && isInEra(trends.get(trend), day);
    }

    /** An observation with its day, since 1970-01-01, and its {@link ObservationFeatures}. */
    private record StoredPoint(int day, long features, ObservedPoint point) {}

    /**
     * The observations of a metric that belong to a trend in memory, in {@linkplain ObservedPoint#ORDER order}. Other
     * stored observations are left out: which ones the scan stores depends on how rows are divided into tasks.
     */
    private List<StoredPoint> pointsOfSmallTrends(int metric) {
        int[] smallTrends = IntStream.range(0, trends.size())
                .filter(trend -> metric(trend) == metric && isInMemory(trend))
                .toArray();
        PointList stored = scan.points.ofMetric(metric);
        return IntStream.range(0, stored.size)
                .filter(i ->
                        Arrays.stream(smallTrends).anyMatch(trend -> isIn(trend, stored.features[i], stored.days[i])))
                .mapToObj(i -> storedPoint(stored, i))
                .sorted(Comparator.comparing(StoredPoint::point, ObservedPoint.ORDER))
                .toList();
    }

    private StoredPoint storedPoint(PointList stored, int i) {
        int organization = stored.organizations[i];
        ObservedPoint point = new ObservedPoint(
                plan.rules().timeScale().yearsSince2000(stored.days[i]),
                stored.log10Values[i],
                stored.confidences[i],
                ReleaseNames.id(stored.names[i]),
                organization < 0 ? null : plan.organizations().name(organization));
        return new StoredPoint(stored.days[i], stored.features[i], point);
    }
}
