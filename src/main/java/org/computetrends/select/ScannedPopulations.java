package org.computetrends.select;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * The populations of trends, assembled on the driver from the sums of the second scan.
 *
 * <p>An era consists of whole spans of dates, and a cohort requires a set of features, so every trend is the sum of
 * some scanned records.
 */
public final class ScannedPopulations implements TrendPopulations {
    private final PopulationScan scan;
    private final ScanPlan plan;
    private final ReleaseScanner.Settings settings;
    private final List<TrendSpecification> trends;
    private final List<Required> requirements;
    private final List<ConditionSets.Test> tests;
    private final CellMerge cellMerge;
    private final Map<Integer, List<StoredPoint>> pointsByMetric = new HashMap<>();

    ScannedPopulations(
            PopulationScan scan,
            ScanPlan plan,
            ReleaseScanner.Settings settings,
            List<TrendSpecification> trends,
            List<Required> requirements) {
        this.scan = scan;
        this.plan = plan;
        this.settings = settings;
        this.trends = List.copyOf(trends);
        this.requirements = requirements;
        this.tests = requirements.stream().map(scan.sets::test).toList();
        this.cellMerge = new CellMerge(
                scan,
                plan.statistics(),
                settings.metrics().size(),
                settings.rules().timeScale());
    }

    /**
     * Every trend, with a cohort for each common value of an attribute where asked. A trend's ordinal is its index in
     * the list.
     */
    public List<TrendSpecification> trends() {
        return trends;
    }

    ScanPlan plan() {
        return plan;
    }

    /** The number of values of each metric, by quarter and half an order of magnitude. */
    public List<ValueDensity> densities() {
        return scan.densities.bins(settings.metrics());
    }

    static boolean isWithin(TrendSpecification trend, int day) {
        LocalDate from = trend.era().from();
        LocalDate to = trend.era().to();
        return (from == null || from.toEpochDay() <= day) && (to == null || day < to.toEpochDay());
    }

    private int metric(int trend) {
        return settings.metric(trends.get(trend).metric().id());
    }

    @Override
    public List<TrendCells> cells(List<Overlap> overlaps) {
        List<Supplier<TrendCells>> tasks = new ArrayList<>();
        for (int trend = 0; trend < trends.size(); trend++) {
            int metric = metric(trend);
            ConditionSets.Test test = tests.get(trend);
            TrendSpecification specification = trends.get(trend);
            tasks.add(() -> cellMerge.cells(metric, test, day -> isWithin(specification, day)));
        }
        for (Overlap overlap : overlaps) {
            TrendSpecification firstTrend = trends.get(overlap.first());
            TrendSpecification second = trends.get(overlap.second());
            boolean isOneMetric = firstTrend.metric().equals(second.metric());
            ConditionSets.Test inBoth =
                    scan.sets.test(requirements.get(overlap.first()).and(requirements.get(overlap.second())));
            tasks.add(() -> cellMerge.cells(
                    metric(overlap.first()),
                    inBoth,
                    day -> isOneMetric && isWithin(firstTrend, day) && isWithin(second, day)));
        }
        return ParallelTasks.map(tasks, Supplier::get);
    }

    @Override
    public boolean isInMemory(int trend) {
        return scan.points.isComplete(trend);
    }

    @Override
    public List<TrendClusters> clusters(Set<Integer> large) {
        return IntStream.range(0, trends.size())
                .mapToObj(trend -> TrendClusters.of(clusters(trend, isInMemory(trend) && !large.contains(trend))))
                .toList();
    }

    /**
     * A trend's clusters. Where single observations are known, each release without an organization is its own cluster.
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
        for (int index = 0; index < clusters.size(); index++) {
            int number = clusters.number(index);
            if (tests.get(trend).holds(clusters.features(index))
                    && !(isByRelease && number >= plan.organizations().count())) {
                long[] sums = byNumber.computeIfAbsent(number, key -> new long[PopulationScan.CLUSTER_WIDTH]);
                int from = index;
                Arrays.setAll(sums, i -> sums[i] + clusters.sum(from, i));
            }
        }
    }

    private TrendClusters.Cluster cluster(int number, long[] sums) {
        Organizations organizations = plan.organizations();
        boolean isOrganization = number < organizations.count();
        return TrendClusters.Cluster.ofDays(
                isOrganization ? organizations.name(number) : null,
                isOrganization
                        ? null
                        : LocalDate.ofEpochDay(plan.dayOfCluster(number)).toString(),
                sums[PopulationScan.COUNT],
                sums[PopulationScan.DAYS],
                sums[PopulationScan.DAYS_SQUARED],
                ExactSum.OF_VALUES.of(sums[PopulationScan.LOG10], sums[PopulationScan.LOG10 + 1]),
                ExactSum.OF_PRODUCTS.of(sums[PopulationScan.YEARS_LOG10], sums[PopulationScan.YEARS_LOG10 + 1]),
                plan.rules().timeScale());
    }

    private TrendClusters.Cluster clusterOfOne(StoredPoint stored) {
        ObservedPoint point = stored.point();
        long days = stored.day() - TimeScale.ORIGIN_EPOCH_DAY;
        return TrendClusters.Cluster.ofDays(
                null,
                "release " + point.releaseId(),
                1,
                days,
                days * days,
                ExactSum.OF_VALUES.rounded(point.value()),
                ExactSum.OF_PRODUCTS.rounded(point.time() * point.value()),
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
                .filter(point -> isOf(trend, point.features(), point.day()));
    }

    private boolean isOf(int trend, long features, int day) {
        return tests.get(trend).holds(features) && isWithin(trends.get(trend), day);
    }

    private record StoredPoint(int day, long features, ObservedPoint point) {}

    /**
     * The observations of a metric that belong to some small trend, in {@linkplain ObservedPoint#ORDER order}. The scan
     * stored others too, and which ones depends on how rows were divided into tasks.
     */
    private List<StoredPoint> pointsOfSmallTrends(int metric) {
        int[] smallTrends = IntStream.range(0, trends.size())
                .filter(trend -> metric(trend) == metric && isInMemory(trend))
                .toArray();
        PointList stored = scan.points.of(metric);
        return IntStream.range(0, stored.size)
                .filter(i ->
                        Arrays.stream(smallTrends).anyMatch(trend -> isOf(trend, stored.features[i], stored.days[i])))
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
