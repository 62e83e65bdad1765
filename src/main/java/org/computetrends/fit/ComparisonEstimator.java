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
 * Tests whether one trend of a metric grows faster than another. Releases and organizations may belong to both; the
 * tests allow for that. The tests are by every method without a bootstrap, by both bootstraps of pairs if releases are
 * in memory, and by the configured bootstrap of clusters.
 */
record ComparisonEstimator(TrendFitter.Settings settings) {

    /**
     * Tests the first slope minus the second; {@code shared} has the cells of the releases that belong to both trends.
     */
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
            return new SlopeComparison(
                    first,
                    second,
                    shared.observations(),
                    null,
                    Map.of(),
                    method,
                    SlopeComparison.Status.NOT_FITTED,
                    null);
        }
        SlopeDifference difference = new SlopeDifference(firstLine, secondLine);
        Members members = Members.of(firstPopulation.byRelease(), secondPopulation.byRelease());
        Map<Method, SlopeTest> tests = new EnumMap<>(Method.class);
        // If both lines fit perfectly, only rounding is left to test.
        if (firstLine.residualSumOfSquares() > 0 || secondLine.residualSumOfSquares() > 0) {
            difference.ols(shared).ifPresent(test -> tests.put(Method.OLS, test));
            difference
                    .hc3(
                            firstPopulation.cells().cells(),
                            secondPopulation.cells().cells(),
                            shared)
                    .ifPresent(test -> tests.put(Method.HC3, test));
            addByClusters(
                    tests, difference, firstPopulation.clusters(), secondPopulation.clusters(), seedOf(first, second));
            if (members != null && settings.replicates() > 0) {
                addByPairs(tests, difference, members, seedOf(first, second));
            }
        }
        return new SlopeComparison(
                first, second, shared.observations(), difference, tests, method, status(tests, members), null);
    }

    private SlopeComparison.Status status(Map<Method, SlopeTest> tests, @Nullable Members members) {
        Method method = settings.interval();
        if (tests.containsKey(method)) {
            return SlopeComparison.Status.TESTED;
        }
        boolean drawsReleases = method == Method.PAIRS_PERCENTILE || method == Method.PAIRS_BCA;
        return drawsReleases && members == null
                ? SlopeComparison.Status.NOT_IN_MEMORY
                : SlopeComparison.Status.NO_STANDARD_ERROR;
    }

    /** Adds the tests by clusters. An organization in both trends is one cluster. */
    private void addByClusters(
            Map<Method, SlopeTest> tests,
            SlopeDifference difference,
            TrendClusters first,
            TrendClusters second,
            long drawSeed) {
        SortedSet<String> labels = new TreeSet<>(first.labels());
        labels.addAll(second.labels());
        ClusterMoments firstMoments = first.momentsOf(labels);
        ClusterMoments secondMoments = second.momentsOf(labels);
        difference.cr1(firstMoments, secondMoments).ifPresent(test -> tests.put(Method.CR1, test));
        difference.cr3(firstMoments, secondMoments).ifPresent(test -> tests.put(Method.CR3, test));
        clusterBootstrap(difference, firstMoments, secondMoments, drawSeed)
                .ifPresent(test -> tests.put(settings.interval(), test));
    }

    /** The test by the configured method, if that is a bootstrap of clusters, and each trend has two clusters. */
    private Optional<SlopeTest> clusterBootstrap(
            SlopeDifference difference, ClusterMoments first, ClusterMoments second, long drawSeed) {
        if (first.nonEmptyCount() < 2 || second.nonEmptyCount() < 2) {
            return Optional.empty();
        }
        return switch (settings.interval()) {
            case OLS, HC3, CR1, CR3, PAIRS_PERCENTILE, PAIRS_BCA -> Optional.empty();
            case CLUSTER_PERCENTILE -> SlopeTest.percentile(bootstrapDifferences(difference, first, second, drawSeed));
            case CLUSTER_BCA ->
                SlopeTest.bca(
                        bootstrapDifferences(difference, first, second, drawSeed),
                        difference.estimate(),
                        differences(
                                Jackknife.slopesWithoutEachCluster(first, difference.first()),
                                Jackknife.slopesWithoutEachCluster(second, difference.second())));
            case WILD_PERCENTILE ->
                SlopeTest.percentile(new SlopeBootstrap(settings.replicates(), drawSeed)
                        .wild(
                                difference.estimate(),
                                differences(
                                        first.slopeChanges(difference.first()),
                                        second.slopeChanges(difference.second()))));
        };
    }

    /** Replicates of the difference of slopes by the bootstrap of clusters. */
    private double[] bootstrapDifferences(
            SlopeDifference difference, ClusterMoments first, ClusterMoments second, long drawSeed) {
        List<LineDraws> drawn = new SlopeBootstrap(settings.replicates(), drawSeed)
                .clusters(
                        List.of(
                                first.atMost(UncertaintyEstimator.MOST_GROUPS),
                                second.atMost(UncertaintyEstimator.MOST_GROUPS)),
                        List.of(difference.first(), difference.second()));
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

    private void addByPairs(Map<Method, SlopeTest> tests, SlopeDifference difference, Members members, long drawSeed) {
        double[] replicates = new SlopeBootstrap(settings.replicates(), drawSeed)
                .pairDifferences(members.points(), members.inFirst(), members.inSecond(), settings.noise());
        SlopeTest.percentile(replicates).ifPresent(test -> tests.put(Method.PAIRS_PERCENTILE, test));
        SlopeTest.bca(replicates, difference.estimate(), members.jackknife(difference))
                .ifPresent(test -> tests.put(Method.PAIRS_BCA, test));
    }

    private long seedOf(Trend first, Trend second) {
        return DerivedSeed.of(settings.seed(), first.specification().key())
                ^ Long.rotateLeft(
                        DerivedSeed.of(settings.seed(), second.specification().key()), 1);
    }

    /** Corrects the p-values for the number of comparisons that have a test (Holm 1979). */
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
     * The observations that belong to either trend, for a bootstrap of pairs that draws a common release once for both;
     * and whether each belongs to the first trend, and to the second.
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, never compared
    private record Members(Points points, boolean[] inFirst, boolean[] inSecond) {

        /** Null if the observations of one of the trends are not in memory. */
        static @Nullable Members of(@Nullable PointsByRelease first, @Nullable PointsByRelease second) {
            if (first == null || second == null) {
                return null;
            }
            Map<String, Integer> indexInSecond = new HashMap<>();
            for (int i = 0; i < second.releaseIds().size(); i++) {
                indexInSecond.put(second.releaseIds().get(i), i);
            }
            List<Member> members = new ArrayList<>();
            for (int i = 0; i < first.releaseIds().size(); i++) {
                boolean isInBoth = indexInSecond.remove(first.releaseIds().get(i)) != null;
                members.add(Member.of(first.points(), i, true, isInBoth));
            }
            indexInSecond.values().forEach(i -> members.add(Member.of(second.points(), i, false, true)));
            members.sort(Member.ORDER);
            boolean[] inFirst = new boolean[members.size()];
            boolean[] inSecond = new boolean[members.size()];
            for (int i = 0; i < inFirst.length; i++) {
                inFirst[i] = members.get(i).inFirst();
                inSecond[i] = members.get(i).inSecond();
            }
            Points points = new Points(
                    members.stream().mapToDouble(Member::time).toArray(),
                    members.stream().mapToDouble(Member::value).toArray(),
                    members.stream().mapToDouble(Member::noiseSd).toArray());
            return new Members(points, inFirst, inSecond);
        }

        /** The difference of the slopes without each observation, which is left out of both trends. */
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

    /**
     * An observation of either trend. Observations are sorted by all fields, so that the bootstrap does not depend on
     * their order.
     */
    private record Member(double time, double value, double noiseSd, boolean inFirst, boolean inSecond) {
        static final Comparator<Member> ORDER = Comparator.comparingDouble(Member::time)
                .thenComparingDouble(Member::value)
                .thenComparingDouble(Member::noiseSd)
                .thenComparing(Member::inFirst)
                .thenComparing(Member::inSecond);

        static Member of(Points points, int i, boolean inFirst, boolean inSecond) {
            return new Member(points.time()[i], points.value()[i], points.noiseSd()[i], inFirst, inSecond);
        }
    }
}
