package org.computetrends.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.computetrends.stats.Cells;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineFit;
import org.junit.jupiter.api.Test;

/** The distributions of draws have the moments that follow from their definitions, within four standard errors. */
class PathDrawsTest {
    private static final int PATHS = 20_000;
    private static final double RATE = 4.5;
    private static final double START = 20;

    /** Level 10 at the mean time 17.5, slope 0.6, residual variance 0.09 * 12 / 10, sum of squares of time 35.75. */
    private static final LineFit LINE = new LineFit(12, 17.5, 10, 0.6, 35.75, 1.08, 50);

    private static final double[] RESIDUALS = {-0.4, -0.1, 0.2, 0.3};

    private static PathDraws draws(double slopeDeviation, double years, long seed) {
        ReleaseProcess process = new ReleaseProcess(LINE, RESIDUALS, RATE);
        return new PathDraws(process, slopeDeviation, START, years, PATHS, /* hasDelays= */ true, seed);
    }

    @Test
    void levelsHaveTheSamplingDistributionOfTheLine() {
        PathDraws draws = draws(0.12, 1, 1);
        double[] levels = each(path -> draws.heightAtStart(path) - draws.slope(path) * (START - 17.5));
        // Sigma squared is 1.08 / 10; a scaled chi-square with 10 degrees of freedom has E(10 / chi2) = 10 / 8.
        double variance = 0.108 * 10 / 8 / 12;
        assertThat(mean(levels)).isCloseTo(10, within(4 * Math.sqrt(variance / PATHS)));
        assertThat(variance(levels)).isCloseTo(variance, within(0.07 * variance));
    }

    @Test
    void slopesHaveAnAddedDeviationInQuadrature() {
        for (double added : new double[] {0, 0.12, 0.5}) {
            PathDraws draws = draws(added, 1, 2);
            double[] slopes = each(draws::slope);
            double variance = 0.108 * 10 / 8 / 35.75 + added * added;
            assertThat(mean(slopes)).isCloseTo(0.6, within(4 * Math.sqrt(variance / PATHS)));
            assertThat(variance(slopes)).as("added " + added).isCloseTo(variance, within(0.07 * variance));
        }
    }

    @Test
    void levelAndSlopeAreIndependentAtTheMeanTimeAndShareTheirSigma() {
        PathDraws draws = draws(0, 1, 3);
        // Deviations, each divided by about one standard deviation.
        double[] level = each(path -> (draws.heightAtStart(path) - draws.slope(path) * (START - 17.5) - 10) / 0.1);
        double[] slope = each(path -> (draws.slope(path) - 0.6) / 0.055);
        double product = mean(each(path -> level[path] * slope[path]));
        assertThat(product).isCloseTo(0, within(0.05));
        // A path's sigma scales both deviations. For 10 degrees of freedom
        // E(1 / chi2^2) / E(1 / chi2)^2 = (1 / 48) / (1 / 64) = 8 / 6.
        double squares = mean(each(path -> level[path] * level[path] * slope[path] * slope[path]))
                / (mean(each(path -> level[path] * level[path])) * mean(each(path -> slope[path] * slope[path])));
        assertThat(squares).isCloseTo(8.0 / 6, within(0.15));
    }

    @Test
    void arrivalsAreThoseOfAPoissonProcess() {
        double years = 3.5;
        PathDraws draws = draws(0.12, years, 4);
        double[] counts = each(path -> draws.end(path) - (double) draws.first(path));
        double expected = RATE * years;
        assertThat(mean(counts)).isCloseTo(expected, within(4 * Math.sqrt(expected / PATHS)));
        assertThat(variance(counts)).isCloseTo(expected, within(0.05 * expected));
        // None in half a year: exp(-4.5 / 2).
        double none = mean(each(path ->
                draws.end(path) == draws.first(path) || draws.times()[draws.first(path)] >= START + 0.5 ? 1 : 0));
        assertThat(none).isCloseTo(Math.exp(-2.25), within(0.01));
        // Times of arrivals are uniform: mean 1.75, variance 3.5^2 / 12.
        double[] times = IntStream.range(0, draws.releases())
                .mapToDouble(i -> draws.times()[i] - START)
                .toArray();
        assertThat(Arrays.stream(times).allMatch(time -> time > 0 && time < years))
                .isTrue();
        assertThat(mean(times)).isCloseTo(1.75, within(0.01));
        assertThat(variance(times)).isCloseTo(3.5 * 3.5 / 12, within(0.02));
    }

    @Test
    void releasesOfAPathAreInOrder() {
        PathDraws draws = draws(0.12, 2, 5);
        for (int path = 0; path < PATHS; path++) {
            for (int i = draws.first(path) + 1; i < draws.end(path); i++) {
                assertThat(draws.times()[i]).isGreaterThan(draws.times()[i - 1]);
            }
        }
    }

    @Test
    void residualsAreDrawnUniformlyFromTheFit() {
        PathDraws draws = draws(0.12, 2, 6);
        int releases = draws.releases();
        for (double residual : RESIDUALS) {
            long count = IntStream.range(0, releases)
                    .filter(i -> residual(draws, i) == residual)
                    .count();
            assertThat(count / (double) releases).isCloseTo(0.25, within(0.005));
            assertThat(mean(each(path -> draws.singleResidual(path) == residual ? 1 : 0)))
                    .isCloseTo(0.25, within(0.015));
        }
    }

    @Test
    void aLongerHorizonAddsReleasesAndChangesNoneBefore() {
        PathDraws near = draws(0.12, 1, 7);
        PathDraws far = draws(0.12, 4, 7);
        for (int path = 0; path < PATHS; path++) {
            assertThat(far.slope(path)).isEqualTo(near.slope(path));
            assertThat(far.heightAtStart(path)).isEqualTo(near.heightAtStart(path));
            assertThat(far.singleResidual(path)).isEqualTo(near.singleResidual(path));
            int count = near.end(path) - near.first(path);
            for (int i = 0; i < count; i++) {
                assertThat(far.times()[far.first(path) + i]).isEqualTo(near.times()[near.first(path) + i]);
                assertThat(residual(far, far.first(path) + i)).isEqualTo(residual(near, near.first(path) + i));
                assertThat(far.delayRank(far.first(path) + i)).isEqualTo(near.delayRank(near.first(path) + i));
            }
            if (far.first(path) + count < far.end(path)) {
                assertThat(far.times()[far.first(path) + count]).isGreaterThanOrEqualTo(START + 1);
            }
        }
    }

    @Test
    void equalSeedsDrawEqualPathsAndOthersDiffer() {
        assertThat(each(draws(0.12, 1, 8)::slope)).isEqualTo(each(draws(0.12, 1, 8)::slope));
        assertThat(each(draws(0.12, 1, 8)::slope)).isNotEqualTo(each(draws(0.12, 1, 9)::slope));
    }

    @Test
    void aLineWithoutSpreadIsDrawnUnchanged() {
        double[] time = {15, 16, 17, 18, 19};
        double[] value = {1, 1.5, 2, 2.5, 3};
        PathDraws draws = new PathDraws(
                new ReleaseProcess(LeastSquaresLine.fit(Cells.ofRows(time, value)), new double[] {0}, 3),
                0,
                START,
                2,
                100,
                /* hasDelays= */ true,
                10);
        for (int path = 0; path < 100; path++) {
            assertThat(draws.heightAtStart(path)).isCloseTo(3.5, within(1e-9));
            assertThat(draws.slope(path)).isCloseTo(0.5, within(1e-9));
        }
    }

    @Test
    void pathsAreTheSameWithoutDelays() {
        ReleaseProcess process = new ReleaseProcess(LINE, RESIDUALS, RATE);
        PathDraws with = new PathDraws(process, 0.1, START, 5, 50, /* hasDelays= */ true, 7);
        PathDraws without = new PathDraws(process, 0.1, START, 5, 50, /* hasDelays= */ false, 7);
        assertThat(without.first(50)).isEqualTo(with.first(50)).isPositive();
        for (int release = 0; release < with.first(50); release++) {
            assertThat(without.times()[release]).isEqualTo(with.times()[release]);
            assertThat(residual(without, release)).isEqualTo(residual(with, release));
        }
        assertThat(PathDraws.bytesOfRelease(true) - PathDraws.bytesOfRelease(false))
                .isEqualTo(Double.BYTES);
    }

    private static double[] each(IntToDoubleFunction value) {
        return IntStream.range(0, PATHS).mapToDouble(value).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
    }

    private static double residual(PathDraws draws, int release) {
        return draws.possibleResiduals()[draws.residuals()[release]];
    }
}
