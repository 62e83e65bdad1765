package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests of the difference of the slopes of two trends that share releases. */
class SlopeDifferenceTest {
    private static final int RELEASES = 300;
    private static final int ORGANIZATIONS = 40;

    private final double[] time =
            new SplittableRandom(1).doubles(RELEASES, 0, 10).sorted().toArray();
    private final double[] value = values(2);
    private final int[] organization =
            new SplittableRandom(3).ints(RELEASES, 0, ORGANIZATIONS).toArray();

    /** Two in three releases are in the first trend, three in four in the second. */
    private final Thinned first = new Thinned(3, 0);

    private final Thinned second = new Thinned(4, 1);
    private final SlopeDifference difference = new SlopeDifference(first.line, second.line);

    @Test
    void anOrganizationLeavesBothTrends() {
        double[] without = IntStream.range(0, ORGANIZATIONS)
                .mapToDouble(g -> first.slopeWithout(g) - second.slopeWithout(g))
                .toArray();
        double squares = Arrays.stream(without)
                .map(estimate -> estimate - difference.estimate())
                .map(change -> change * change)
                .sum();
        SlopeTest test = difference.cr3(first.clusters, second.clusters).orElseThrow();
        assertThat(test.standardError())
                .isCloseTo(Math.sqrt((ORGANIZATIONS - 1.0) / ORGANIZATIONS * squares), withinPercentage(1e-8));
        assertThat(test.degreesOfFreedom()).hasValue(ORGANIZATIONS - 1);
    }

    @Test
    void trendsOfTheSameReleasesDifferByNothing() {
        SlopeDifference none = new SlopeDifference(first.line, first.line);
        Cells cells = first.cells;
        assertThat(none.ols(cells)).isEmpty();
        assertThat(none.hc3(cells, cells, cells)).isEmpty();
        assertThat(none.cr1(first.clusters, first.clusters)).isEmpty();
        assertThat(none.cr3(first.clusters, first.clusters)).isEmpty();
        List<LineDraws> drawn = new SlopeBootstrap(50, 1)
                .clusters(List.of(first.clusters, first.clusters), List.of(first.line, first.line));
        assertThat(drawn.get(0).slope())
                .hasSize(50)
                .containsExactly(drawn.get(1).slope());
    }

    /** The standard error is near the root sum of squares of organizations' contributions to the difference. */
    @Test
    void clustersAreDrawnForBothTrendsAtOnce() {
        List<LineDraws> drawn = new SlopeBootstrap(10_000, 1)
                .clusters(List.of(first.clusters, second.clusters), List.of(first.line, second.line));
        double[] differences = less(drawn.get(0).slope(), drawn.get(1).slope());
        double[] contributions =
                less(first.clusters.slopeChanges(first.line), second.clusters.slopeChanges(second.line));
        double expected = Math.sqrt(Arrays.stream(contributions).map(c -> c * c).sum());
        SlopeTest test = SlopeTest.percentile(differences).orElseThrow();
        assertThat(test.standardError()).isCloseTo(expected, withinPercentage(8));
        assertThat(test.interval().contains(difference.estimate())).isTrue();
        assertThat(test.degreesOfFreedom()).isEmpty();
    }

    @Test
    void aSingleClusterHasNoTest() {
        ClusterMoments cluster =
                TestClusters.oneCluster(RobustLinesTest.points(new double[] {0, 1, 2}, new double[] {0, 1, 5}));
        assertThat(difference.cr1(cluster, cluster)).isEmpty();
        assertThat(difference.cr3(cluster, cluster)).isEmpty();
        assertThat(SlopeTest.percentile(new double[0])).isEmpty();
    }

    /** The p-value is one minus the level at which an end of the accelerated interval is zero. */
    @Test
    void oneMinusTheAcceleratedPValueIsTheLevelWhoseIntervalEndsAtZero() {
        SplittableRandom random = new SplittableRandom(4);
        double[] jackknife =
                IntStream.range(0, 30).mapToDouble(i -> i == 0 ? 8 : 0).toArray();
        double[] skewed =
                random.doubles(100_000).map(uniform -> -Math.log(uniform)).toArray();
        for (double end : new double[] {
            BootstrapInterval.bca(skewed, 1, jackknife, 0.95).low(),
            BootstrapInterval.bca(skewed, 1, jackknife, 0.95).high()
        }) {
            double[] shifted = Arrays.stream(skewed).map(draw -> draw - end).toArray();
            SlopeTest test = SlopeTest.bca(shifted, 1 - end, jackknife).orElseThrow();
            assertThat(test.pValue()).isCloseTo(0.05, within(0.0005));
        }
        assertThat(SlopeTest.bca(skewed, 1, new double[] {1, Double.NaN})).isEmpty();
    }

    @Test
    void replicatesThatAreZeroUpToRoundingCountHalf() {
        double[] exact = IntStream.range(0, 99).mapToDouble(i -> i < 60 ? 0 : i).toArray();
        double[] rounded = Arrays.stream(exact).map(draw -> draw + 1e-16).toArray();
        double[] jackknife = IntStream.range(0, 9).asDoubleStream().toArray();
        assertThat(SlopeTest.bca(rounded, 10, jackknife).orElseThrow().pValue())
                .isEqualTo(SlopeTest.bca(exact, 10, jackknife).orElseThrow().pValue());
    }

    @Test
    void aBootstrapPValueIsAtLeastTwoOverReplicatesPlusOne() {
        double[] above = IntStream.range(0, 99).mapToDouble(i -> 1 + i / 100.0).toArray();
        // Symmetric: no acceleration.
        double[] evenlySpaced = IntStream.range(0, 9).asDoubleStream().toArray();
        assertThat(SlopeTest.percentile(above).orElseThrow().pValue()).isEqualTo(0.02); // 2 / (99 + 1)
        assertThat(SlopeTest.bca(above, 1.5, evenlySpaced).orElseThrow().pValue())
                .isEqualTo(0.02);
    }

    private static double[] less(double[] minuend, double[] subtrahend) {
        return IntStream.range(0, minuend.length)
                .mapToDouble(i -> minuend[i] - subtrahend[i])
                .toArray();
    }

    private double[] values(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Arrays.stream(time).map(t -> 0.5 * t + random.nextGaussian()).toArray();
    }

    /** A trend of all releases except every third, or every fourth. */
    private final class Thinned {
        final int[] rows;
        final Cells cells;
        final LineFit line;
        final ClusterMoments clusters;

        Thinned(int every, int removed) {
            this.rows = IntStream.range(0, RELEASES)
                    .filter(i -> i % every != removed)
                    .toArray();
            this.cells = cellsOf(rows);
            this.line = LeastSquaresLine.fit(cells);
            Points points = new Points(at(rows, time), at(rows, value), new double[rows.length]);
            int[] organizations = Arrays.stream(rows).map(i -> organization[i]).toArray();
            this.clusters = TestClusters.of(points, organizations, ORGANIZATIONS);
        }

        double slopeWithout(int cluster) {
            return LeastSquaresLine.fit(cellsOf(Arrays.stream(rows)
                            .filter(i -> organization[i] != cluster)
                            .toArray()))
                    .slope();
        }

        private Cells cellsOf(int[] indices) {
            return Cells.ofRows(at(indices, time), at(indices, value));
        }

        private static double[] at(int[] indices, double[] column) {
            return Arrays.stream(indices).mapToDouble(i -> column[i]).toArray();
        }
    }
}
