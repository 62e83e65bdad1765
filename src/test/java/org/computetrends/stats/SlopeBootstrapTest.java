package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.computetrends.stats.TestClusters.singletons;

import java.util.Arrays;
import java.util.Random;
import org.computetrends.ReferencePoints;
import org.junit.jupiter.api.Test;

/** Bootstrap of slopes over pairs, clusters and random signs, against one another and the sandwich variance. */
class SlopeBootstrapTest {

    @Test
    void equalSeedsGiveEqualReplicatesAndOthersDoNot() {
        Points points = ReferencePoints.points();
        double[] replicates =
                new SlopeBootstrap(200, 7).pairs(points, MeasurementNoise.NONE).slope();
        assertThat(new SlopeBootstrap(200, 7)
                        .pairs(points, MeasurementNoise.NONE)
                        .slope())
                .isEqualTo(replicates);
        assertThat(new SlopeBootstrap(200, 8)
                        .pairs(points, MeasurementNoise.NONE)
                        .slope())
                .isNotEqualTo(replicates);
    }

    @Test
    void fewerThanFiveDatesHaveNoPairsBootstrap() {
        Points points = RobustLinesTest.points(new double[] {1, 2, 3, 4, 4}, new double[] {1, 2, 3, 4, 5});
        assertThat(new SlopeBootstrap(10, 1)
                        .pairs(points, MeasurementNoise.NONE)
                        .slope())
                .isEmpty();
    }

    @Test
    void replicatesOfFewerThanThreeDatesAreDrawnAgain() {
        // One draw in a hundred has the last two dates only, and slope 1,000. With three dates the largest slope is
        // 4,000/7, of the dates 2, 3, 3, 4 and 4.
        Points points = RobustLinesTest.points(new double[] {0, 1, 2, 3, 4}, new double[] {0, 0, 0, 0, 1_000});
        double[] slopes = new SlopeBootstrap(2_000, 3)
                .pairs(points, MeasurementNoise.NONE)
                .slope();
        assertThat(slopes).hasSize(2_000);
        assertThat(Arrays.stream(slopes).max().getAsDouble()).isCloseTo(4_000 / 7.0, within(1e-9));
    }

    @Test
    void measurementNoiseWidensTheReplicates() {
        Points exact = RobustLinesTest.points(new double[] {0, 1, 2, 3, 4, 5}, new double[] {0, 1, 2, 3, 4, 5});
        Points noisy = new Points(exact.time(), exact.value(), new double[] {1, 1, 1, 1, 1, 1});
        double[] none =
                new SlopeBootstrap(500, 1).pairs(exact, MeasurementNoise.NONE).slope();
        assertThat(none[0]).isCloseTo(1, within(1e-12));
        double[] uniform = new SlopeBootstrap(500, 1)
                .pairs(exact, MeasurementNoise.UNIFORM)
                .slope();
        double[] confidence = new SlopeBootstrap(500, 1)
                .pairs(noisy, MeasurementNoise.CONFIDENCE)
                .slope();
        // A uniform error has standard deviation log10(2) / sqrt(3) = 0.174. Times have sum of squares 17.5, so the
        // slope has about 0.174 / sqrt(17.5) = 0.042. An error of 1 gives 0.24.
        assertThat(sd(uniform)).isBetween(0.02, 0.2);
        assertThat(sd(confidence)).isGreaterThan(2 * sd(uniform));
    }

    @Test
    void clustersOfOneAreThePairsBootstrapInDistribution() {
        Random random = new Random(3);
        double[] time = random.doubles(40, 0, 10).toArray();
        double[] value = Arrays.stream(time).map(t -> t + random.nextGaussian()).toArray();
        Points points = RobustLinesTest.points(time, value);
        LineFit fit = LeastSquaresLine.fit(Cells.ofRows(time, value));
        double[] pairs = new SlopeBootstrap(20_000, 1)
                .pairs(points, MeasurementNoise.NONE)
                .slope();
        double[] clusters =
                new SlopeBootstrap(20_000, 2).clusters(singletons(points), fit).slope();
        Interval expected = BootstrapInterval.percentile(pairs, 0.95);
        Interval actual = BootstrapInterval.percentile(clusters, 0.95);
        double tolerance = 0.03 * (expected.high() - expected.low());
        assertThat(actual.low()).isCloseTo(expected.low(), within(tolerance));
        assertThat(actual.high()).isCloseTo(expected.high(), within(tolerance));
    }

    /**
     * Groups give the standard error of the clusters. An estimate from 2,000 groups has a relative standard error of
     * 1 / sqrt(4,000) = 1.6%, so 4.8% are three.
     */
    @Test
    void clustersMergedIntoGroupsKeepTheStandardError() {
        Random random = new Random(8);
        double[] time = random.doubles(12_001, 0, 10).toArray();
        double[] value = Arrays.stream(time).map(t -> t + random.nextGaussian()).toArray();
        LineFit fit = LeastSquaresLine.fit(Cells.ofRows(time, value));
        ClusterMoments clusters = singletons(RobustLinesTest.points(time, value));
        ClusterMoments groups = clusters.atMost(2_000);
        assertThat(groups.count()).hasSize(2_000).startsWith(7).endsWith(6);
        assertThat(Arrays.stream(groups.timeValue()).sum())
                .isCloseTo(Arrays.stream(clusters.timeValue()).sum(), withinPercentage(1e-10));
        double expected = Math.sqrt(Arrays.stream(clusters.slopeScores(fit))
                        .map(score -> score * score)
                        .sum())
                / fit.timeSumOfSquares();
        assertThat(sd(new SlopeBootstrap(10_000, 5).clusters(groups, fit).slope()))
                .isCloseTo(expected, withinPercentage(4.8));
        assertThat(sd(new SlopeBootstrap(10_000, 5).wild(fit.slope(), groups.slopeChanges(fit))))
                .isCloseTo(expected, withinPercentage(4.8));
        assertThat(clusters.atMost(12_001)).isSameAs(clusters);
    }

    @Test
    void theWildBootstrapsSpreadIsTheRootSumOfSquaredScores() {
        Random random = new Random(4);
        double[] time = random.doubles(60, 0, 10).toArray();
        double[] value = Arrays.stream(time).map(t -> t + random.nextGaussian()).toArray();
        LineFit fit = LeastSquaresLine.fit(Cells.ofRows(time, value));
        for (int clusters : new int[] {60, 8}) {
            // Eight clusters draw Webb's weights, sixty signs; both have variance one.
            double[] changes = new double[clusters];
            for (int i = 0; i < time.length; i++) {
                changes[i % clusters] +=
                        (time[i] - fit.meanTime()) * (value[i] - fit.valueAt(time[i])) / fit.timeSumOfSquares();
            }
            double expected = Math.sqrt(
                    Arrays.stream(changes).map(change -> change * change).sum());
            double[] wild = new SlopeBootstrap(40_000, 5).wild(fit.slope(), changes);
            assertThat(sd(wild)).isCloseTo(expected, within(0.02 * expected));
            assertThat(Arrays.stream(wild).average().getAsDouble()).isCloseTo(fit.slope(), within(0.02 * expected));
        }
    }

    @Test
    void observationsInBothTrendsAreDrawnOnceForBoth() {
        Points points =
                RobustLinesTest.points(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, new double[] {0, 3, 1, 4, 2, 7, 5, 6});
        boolean[] all = {true, true, true, true, true, true, true, true};
        for (MeasurementNoise noise : MeasurementNoise.values()) {
            assertThat(new SlopeBootstrap(100, 4).pairDifferences(points, all, all, noise))
                    .hasSize(100)
                    .containsOnly(0);
        }
    }

    @Test
    void theDifferenceOfTwoExactLinesIsTheSameInEveryReplicate() {
        // The first trend rises by 1 a year, the second by 3; both have the observation at 5.
        Points points = RobustLinesTest.points(
                new double[] {0, 1, 2, 3, 5, 6, 7, 8, 9}, new double[] {0, 1, 2, 3, 5, 8, 11, 14, 17});
        boolean[] inFirst = {true, true, true, true, true, false, false, false, false};
        boolean[] inSecond = {false, false, false, false, true, true, true, true, true};
        double[] differences =
                new SlopeBootstrap(200, 5).pairDifferences(points, inFirst, inSecond, MeasurementNoise.NONE);
        assertThat(differences).hasSize(200);
        for (double difference : differences) {
            assertThat(difference).isCloseTo(-2, within(1e-12));
        }
    }

    @Test
    void aTrendOfFourDatesHasNoDifferences() {
        Points points = RobustLinesTest.points(new double[] {0, 1, 2, 3, 4, 5}, new double[] {0, 3, 1, 4, 2, 7});
        boolean[] all = {true, true, true, true, true, true};
        boolean[] four = {true, true, true, true, false, false};
        assertThat(new SlopeBootstrap(10, 1).pairDifferences(points, all, four, MeasurementNoise.NONE))
                .isEmpty();
    }

    @Test
    void oneClusterHasNoClusterBootstrap() {
        Points points = RobustLinesTest.points(new double[] {0, 1, 2}, new double[] {0, 1, 5});
        LineFit fit = LeastSquaresLine.fit(Cells.ofRows(points.time(), points.value()));
        ClusterMoments cluster = TestClusters.oneCluster(points);
        assertThat(new SlopeBootstrap(10, 1).clusters(cluster, fit).slope()).isEmpty();
        assertThat(RobustErrors.cr1(cluster.slopeScores(fit), fit)).isNaN();
    }

    @Test
    void replicatesOfClustersOfOneDateAreDrawnAgain() {
        Points points = RobustLinesTest.points(new double[] {1, 1, 1, 2}, new double[] {0, 1, 5, 7});
        LineFit fit = LeastSquaresLine.fit(Cells.ofRows(points.time(), points.value()));
        double[] replicates =
                new SlopeBootstrap(20, 1).clusters(singletons(points), fit).slope();
        assertThat(replicates).hasSize(20);
        assertThat(Arrays.stream(replicates).allMatch(Double::isFinite)).isTrue();
    }

    @Test
    void onlyDifferentDatesOfMembersAmongTheFirstDrawsCount() {
        int[] dates = {0, 0, 1, 2, -1}; // index 4 is no member
        assertThat(SlopeBootstrap.haveThreeDates(new int[] {0, 1, 2, 4, 3}, 5, dates))
                .isTrue();
        assertThat(SlopeBootstrap.haveThreeDates(new int[] {0, 1, 2, 4, 3}, 4, dates))
                .isFalse();
        assertThat(SlopeBootstrap.haveThreeDates(new int[] {4, 2, 0, 2, 1}, 5, dates))
                .isFalse();
    }

    @Test
    void theJackknifeOverClustersRefitsWithoutEach() {
        Points points = RobustLinesTest.points(new double[] {0, 1, 2, 3, 5}, new double[] {0, 1, 5, 2, 7});
        LineFit fit = LeastSquaresLine.fit(Cells.ofRows(points.time(), points.value()));
        double[] byCluster = Jackknife.slopesWithoutEachCluster(singletons(points), fit);
        double[] byRow = Jackknife.slopesWithoutEachObservation(points, fit);
        for (int i = 0; i < points.size(); i++) {
            double[] time = without(points.time(), i);
            double[] value = without(points.value(), i);
            double refitted = LeastSquaresLine.fit(Cells.ofRows(time, value)).slope();
            assertThat(byRow[i]).isCloseTo(refitted, within(1e-12));
            assertThat(byCluster[i]).isCloseTo(refitted, within(1e-12));
        }
    }

    private static double[] without(double[] values, int removed) {
        double[] rest = new double[values.length - 1];
        for (int i = 0, k = 0; i < values.length; i++) {
            if (i != removed) {
                rest[k++] = values[i];
            }
        }
        return rest;
    }

    private static double sd(double[] values) {
        double mean = Arrays.stream(values).average().getAsDouble();
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .getAsDouble());
    }
}
