package org.computetrends.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.computetrends.domain.DerivedSeed;
import org.computetrends.domain.SlopeComparison;
import org.computetrends.domain.SlopeInterval.Method;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendClusters;
import org.computetrends.stats.Cells;
import org.computetrends.stats.ClusterMoments;
import org.computetrends.stats.Holm;
import org.computetrends.stats.Jackknife;
import org.computetrends.stats.LineDraws;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.Points;
import org.computetrends.stats.SlopeBootstrap;
import org.computetrends.stats.SlopeDifference;
import org.computetrends.stats.SlopeTest;
import org.jspecify.annotations.Nullable;

/**
 * Tests whether one trend of a metric grows faster than another, by the difference of their slopes. The tests allow for
 * releases and organizations that belong to both trends.
 *
 * <p>Tests without a bootstrap are made unless both lines fit perfectly. The tests by the bootstrap of pairs need the
 * releases of both trends in memory. A bootstrap of clusters is made only if it is the configured method: else it is
 * not published.
 */
record ComparisonEstimator(TrendFitter.Settings settings) {

    /** Tests the first slope minus the second; {@code shared} has the cells of the releases in both trends. */
    SlopeComparison comparison(
            Trend first,
            TrendFitter.FittedPopulation firstPopulation,
            Trend second,
            TrendFitter.FittedPopulation secondPopulation,
            Cells shared) {
        Method method = settings.interval();
        LineFit firstLine = firstPopulation.line();
        LineFit secondLine = secondPopulation.line();
        if (firstLine == null || secondLine == null) {
            SlopeComparison.Status notFitted = SlopeComparison.Status.NOT_FITTED;
            return new SlopeComparison(first, second, shared.observations(), null, Map.of(), method, notFitted, null);
        }
        SlopeDifference difference = new SlopeDifference(firstLine, secondLine);
        PooledObservations pooled = PooledObservations.of(firstPopulation.byRelease(), secondPopulation.byRelease());
        Map<Method, SlopeTest> tests = new EnumMap<>(Method.class);
        // If both lines fit perfectly, only rounding is left to test.
        if (firstLine.residualSumOfSquares() > 0 || secondLine.residualSumOfSquares() > 0) {
            difference.ols(shared).ifPresent(test -> tests.put(Method.OLS, test));
            Cells firstCells = firstPopulation.cells().cells();
            Cells secondCells = secondPopulation.cells().cells();
            difference.hc3(firstCells, secondCells, shared).ifPresent(test -> tests.put(Method.HC3, test));
            long seed = seedOf(first, second);
            addClusterTests(tests, difference, firstPopulation.clusters(), secondPopulation.clusters(), seed);
            if (pooled != null && settings.replicates() > 0) {
                addPairsTests(tests, difference, pooled, seed);
            }
        }
        return new SlopeComparison(
                first, second, shared.observations(), difference, tests, method, status(tests, pooled), null);
    }

    private SlopeComparison.Status status(Map<Method, SlopeTest> tests, @Nullable PooledObservations pooled) {
        Method method = settings.interval();
        if (tests.containsKey(method)) {
            return SlopeComparison.Status.TESTED;
        }
        boolean drawsReleases = method == Method.PAIRS_PERCENTILE || method == Method.PAIRS_BCA;
        return drawsReleases && pooled == null
                ? SlopeComparison.Status.NOT_IN_MEMORY
                : SlopeComparison.Status.NO_STANDARD_ERROR;
    }

    /** Adds the tests that resample or leave out whole clusters. An organization in both trends is one cluster. */
    private void addClusterTests(
            Map<Method, SlopeTest> tests,
            SlopeDifference difference,
            TrendClusters first,
            TrendClusters second,
            long seed) {
        SortedSet<String> labels = new TreeSet<>(first.labels());
        labels.addAll(second.labels());
        ClusterMoments firstMoments = first.momentsOf(labels);
        ClusterMoments secondMoments = second.momentsOf(labels);
        difference.cr1(firstMoments, secondMoments).ifPresent(test -> tests.put(Method.CR1, test));
        difference.cr3(firstMoments, secondMoments).ifPresent(test -> tests.put(Method.CR3, test));
        clusterBootstrap(difference, firstMoments, secondMoments, seed)
                .ifPresent(test -> tests.put(settings.interval(), test));
    }

    /** The test by the configured method, if it is a bootstrap of clusters and each trend has at least two clusters. */
    private Optional<SlopeTest> clusterBootstrap(
            SlopeDifference difference, ClusterMoments first, ClusterMoments second, long seed) {
        ClusterMoments firstGroups = first.atMost(UncertaintyEstimator.MOST_GROUPS);
        ClusterMoments secondGroups = second.atMost(UncertaintyEstimator.MOST_GROUPS);
        if (firstGroups.nonEmptyCount() < 2 || secondGroups.nonEmptyCount() < 2) {
            return Optional.empty();
        }
        return switch (settings.interval()) {
            case OLS, HC3, CR1, CR3, PAIRS_PERCENTILE, PAIRS_BCA -> Optional.empty();
            case CLUSTER_PERCENTILE ->
                SlopeTest.percentile(bootstrapDifferences(difference, firstGroups, secondGroups, seed));
            case CLUSTER_BCA ->
                SlopeTest.bca(
                        bootstrapDifferences(difference, firstGroups, secondGroups, seed),
                        difference.estimate(),
                        differences(
                                Jackknife.slopesWithoutEachCluster(first, difference.first()),
                                Jackknife.slopesWithoutEachCluster(second, difference.second())));
            case WILD_PERCENTILE ->
                SlopeTest.percentile(new SlopeBootstrap(settings.replicates(), seed)
                        .wild(
                                difference.estimate(),
                                differences(
                                        firstGroups.slopeChanges(difference.first()),
                                        secondGroups.slopeChanges(difference.second()))));
        };
    }

    /** Replicates of the difference of slopes by the bootstrap of clusters. */
    private double[] bootstrapDifferences(
            SlopeDifference difference, ClusterMoments first, ClusterMoments second, long seed) {
        List<LineDraws> drawn = new SlopeBootstrap(settings.replicates(), seed)
                .clusters(List.of(first, second), List.of(difference.first(), difference.second()));
        return differences(drawn.get(0).slope(), drawn.get(1).slope());
    }

    /** Each minuend minus its subtrahend. */
    private static double[] differences(double[] minuends, double[] subtrahends) {
        double[] differences = minuends.clone();
        for (int i = 0; i < differences.length; i++) {
            differences[i] -= subtrahends[i];
        }
        return differences;
    }

    private void addPairsTests(
            Map<Method, SlopeTest> tests, SlopeDifference difference, PooledObservations pooled, long seed) {
        double[] replicates = new SlopeBootstrap(settings.replicates(), seed)
                .pairDifferences(pooled.points(), pooled.inFirst(), pooled.inSecond(), settings.noise());
        SlopeTest.percentile(replicates).ifPresent(test -> tests.put(Method.PAIRS_PERCENTILE, test));
        SlopeTest.bca(replicates, difference.estimate(), pooled.jackknife(difference))
                .ifPresent(test -> tests.put(Method.PAIRS_BCA, test));
    }

    private long seedOf(Trend first, Trend second) {
        // One seed is rotated, so that the order of the trends matters.
        return DerivedSeed.of(settings.seed(), first.specification().key())
                ^ Long.rotateLeft(
                        DerivedSeed.of(settings.seed(), second.specification().key()), 1);
    }

    /** The comparisons, with p-values adjusted for the number of comparisons that have a test (Holm 1979). */
    static List<SlopeComparison> withHolm(List<SlopeComparison> comparisons) {
        double[] adjusted = Holm.adjusted(comparisons.stream()
                .flatMap(comparison -> comparison.test().stream())
                .mapToDouble(SlopeTest::pValue)
                .toArray());
        List<SlopeComparison> result = new ArrayList<>();
        int next = 0;
        for (SlopeComparison comparison : comparisons) {
            result.add(comparison.test().isPresent() ? comparison.withHolm(adjusted[next++]) : comparison);
        }
        return result;
    }

    /**
     * The observations of two trends. An observation in both trends is listed once, so that the pairs bootstrap draws
     * it for both.
     *
     * @param inFirst by observation: whether it belongs to the first trend
     * @param inSecond by observation: whether it belongs to the second trend
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, never compared
    private record PooledObservations(Points points, boolean[] inFirst, boolean[] inSecond) {

        /** Combines the observations of two trends; null if the observations of one are not in memory. */
        static @Nullable PooledObservations of(@Nullable PointsByRelease first, @Nullable PointsByRelease second) {
            if (first == null || second == null) {
                return null;
            }
            Map<String, Integer> indexInSecond = new HashMap<>();
            for (int i = 0; i < second.releaseIds().size(); i++) {
                indexInSecond.put(second.releaseIds().get(i), i);
            }
            List<PooledObservation> pooled = new ArrayList<>();
            for (int i = 0; i < first.releaseIds().size(); i++) {
                boolean isInBoth = indexInSecond.remove(first.releaseIds().get(i)) != null;
                pooled.add(PooledObservation.of(first.points(), i, true, isInBoth));
            }
            indexInSecond.values().forEach(i -> pooled.add(PooledObservation.of(second.points(), i, false, true)));
            pooled.sort(PooledObservation.ORDER);
            boolean[] inFirst = new boolean[pooled.size()];
            boolean[] inSecond = new boolean[pooled.size()];
            for (int i = 0; i < inFirst.length; i++) {
                inFirst[i] = pooled.get(i).inFirst();
                inSecond[i] = pooled.get(i).inSecond();
            }
            Points points = new Points(
                    pooled.stream().mapToDouble(PooledObservation::time).toArray(),
                    pooled.stream().mapToDouble(PooledObservation::value).toArray(),
                    pooled.stream().mapToDouble(PooledObservation::noiseSd).toArray());
            return new PooledObservations(points, inFirst, inSecond);
        }

        /** By observation: the difference of the slopes if the observation is left out of every trend that has it. */
        double[] jackknife(SlopeDifference difference) {
            double[] differences = new double[points.size()];
            for (int i = 0; i < differences.length; i++) {
                double time = points.time()[i];
                double value = points.value()[i];
                LineFit first = difference.first();
                LineFit second = difference.second();
                differences[i] = (inFirst[i] ? Jackknife.slopeWithout(time, value, first) : first.slope())
                        - (inSecond[i] ? Jackknife.slopeWithout(time, value, second) : second.slope());
            }
            return differences;
        }
    }

    /** An observation of either trend. Sorting by all fields makes the bootstrap independent of the input's order. */
    private record PooledObservation(double time, double value, double noiseSd, boolean inFirst, boolean inSecond) {
        static final Comparator<PooledObservation> ORDER = Comparator.comparingDouble(PooledObservation::time)
                .thenComparingDouble(PooledObservation::value)
                .thenComparingDouble(PooledObservation::noiseSd)
                .thenComparing(PooledObservation::inFirst)
                .thenComparing(PooledObservation::inSecond);

        static PooledObservation of(Points points, int i, boolean inFirst, boolean inSecond) {
            return new PooledObservation(points.time()[i], points.value()[i], points.noiseSd()[i], inFirst, inSecond);
        }
    }
}
