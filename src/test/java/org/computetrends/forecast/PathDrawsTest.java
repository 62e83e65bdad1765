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

/** Moments of the draws agree with their closed forms within four standard errors. */
class PathDrawsTest {
    private static final int PATHS = 20_000;
    private static final double RATE = 4.5;
    private static final double START = 20;
    private static final double SLOPE_DEVIATION = 0.12;
    private static final double MEAN_TIME = 17.5;
    private static final double LEVEL = 10;
    private static final double SLOPE = 0.6;
    private static final double TIME_SUM_OF_SQUARES = 35.75;

    /** Twelve releases, so ten degrees of freedom: the residual variance is 1.08 / 10. */
    private static final LineFit LINE = new LineFit(12, MEAN_TIME, LEVEL, SLOPE, TIME_SUM_OF_SQUARES, 1.08, 50);

    private static final double[] RESIDUALS = {-0.4, -0.1, 0.2, 0.3};

    private static PathDraws draws(double years, long seed) {
        return draws(SLOPE_DEVIATION, years, seed);
    }

    private static PathDraws draws(double slopeDeviation, double years, long seed) {
        return PathDraws.of(new ReleaseProcess(LINE, RESIDUALS, RATE), slopeDeviation, START, years, PATHS, true, seed);
    }

    @Test
    void levelsAreThoseOfTheLinesSamplingDistribution() {
        PathDraws draws = draws(1, 1);
        double[] levels = byPath(path -> draws.heightAtStart(path) - draws.slope(path) * (START - MEAN_TIME));
        // Sigma squared is 1.08 / 10; a scaled chi-square with 10 degrees of freedom has E(10 / chi2) = 10 / 8.
        double variance = 0.108 * 10 / 8 / 12;
        assertThat(mean(levels)).isCloseTo(LEVEL, within(4 * Math.sqrt(variance / PATHS)));
        assertThat(variance(levels)).isCloseTo(variance, within(0.07 * variance));
    }

    @Test
    void slopesHaveAnAddedDeviationInSquares() {
        for (double added : new double[] {0, 0.12, 0.5}) {
            PathDraws draws = draws(added, 1, 2);
            double[] slopes = byPath(draws::slope);
            double variance = 0.108 * 10 / 8 / TIME_SUM_OF_SQUARES + added * added;
            assertThat(mean(slopes)).isCloseTo(SLOPE, within(4 * Math.sqrt(variance / PATHS)));
            assertThat(variance(slopes)).as("added " + added).isCloseTo(variance, within(0.07 * variance));
        }
    }

    @Test
    void levelAndSlopeAreIndependentAtTheMeanTimeAndShareTheirSigma() {
        PathDraws draws = draws(0, 1, 3);
        double[] level = byPath(path -> (draws.heightAtStart(path) - draws.slope(path) * (START - MEAN_TIME) - LEVEL) / 0.1);
        double[] slope = byPath(path -> (draws.slope(path) - SLOPE) / 0.055);
        double product = mean(byPath(path -> level[path] * slope[path]));
        assertThat(product).isCloseTo(0, within(0.05));
        // Where sigma is large both are: E(l^2 s^2) / (E l^2 E s^2) = 8 / 6 for inverse chi-squares of 10 degrees.
        double squares = mean(byPath(path -> level[path] * level[path] * slope[path] * slope[path]))
                / (mean(byPath(path -> level[path] * level[path])) * mean(byPath(path -> slope[path] * slope[path])));
        assertThat(squares).isCloseTo(8.0 / 6, within(0.15));
    }

    @Test
    void arrivalsAreThoseOfAPoissonProcess() {
        double years = 3.5;
        PathDraws draws = draws(years, 4);
        double[] counts = byPath(path -> draws.first(path + 1) - (double) draws.first(path));
        double expected = RATE * years;
        assertThat(mean(counts)).isCloseTo(expected, within(4 * Math.sqrt(expected / PATHS)));
        assertThat(variance(counts)).isCloseTo(expected, within(0.05 * expected));
        // The probability of no release in half a year is exp(-4.5 / 2).
        double none = mean(byPath(path ->
                draws.first(path + 1) == draws.first(path) || draws.times()[draws.first(path)] >= START + 0.5 ? 1 : 0));
        assertThat(none).isCloseTo(Math.exp(-2.25), within(0.01));
        // Times are uniform: mean 1.75, variance 3.5^2 / 12.
        double[] times = IntStream.range(0, draws.first(PATHS))
                .mapToDouble(i -> draws.times()[i] - START)
                .toArray();
        assertThat(Arrays.stream(times).allMatch(time -> time > 0 && time < years))
                .isTrue();
        assertThat(mean(times)).isCloseTo(1.75, within(0.01));
        assertThat(variance(times)).isCloseTo(3.5 * 3.5 / 12, within(0.02));
    }

    @Test
    void releasesOfAPathAreInOrder() {
        PathDraws draws = draws(2, 5);
        for (int path = 0; path < PATHS; path++) {
            for (int i = draws.first(path) + 1; i < draws.first(path + 1); i++) {
                assertThat(draws.times()[i]).isGreaterThan(draws.times()[i - 1]);
            }
        }
    }

    @Test
    void eachResidualOfTheFitIsDrawnEquallyOften() {
        PathDraws draws = draws(2, 6);
        int releases = draws.first(PATHS);
        for (double residual : RESIDUALS) {
            long count = IntStream.range(0, releases)
                    .filter(i -> residual(draws, i) == residual)
                    .count();
            assertThat(count / (double) releases).isCloseTo(0.25, within(0.005));
            assertThat(mean(byPath(path -> draws.singleResidual(path) == residual ? 1 : 0)))
                    .isCloseTo(0.25, within(0.015));
        }
    }

    @Test
    void aLongerHorizonAddsReleasesAndChangesNoneBefore() {
        PathDraws near = draws(1, 7);
        PathDraws far = draws(4, 7);
        for (int path = 0; path < PATHS; path++) {
            assertThat(far.slope(path)).isEqualTo(near.slope(path));
            assertThat(far.heightAtStart(path)).isEqualTo(near.heightAtStart(path));
            assertThat(far.singleResidual(path)).isEqualTo(near.singleResidual(path));
            int count = near.first(path + 1) - near.first(path);
            for (int i = 0; i < count; i++) {
                assertThat(far.times()[far.first(path) + i]).isEqualTo(near.times()[near.first(path) + i]);
                assertThat(residual(far, far.first(path) + i)).isEqualTo(residual(near, near.first(path) + i));
                assertThat(far.delayRank(far.first(path) + i)).isEqualTo(near.delayRank(near.first(path) + i));
            }
            if (far.first(path) + count < far.first(path + 1)) {
                assertThat(far.times()[far.first(path) + count]).isGreaterThanOrEqualTo(START + 1);
            }
        }
    }

    @Test
    void pathsDependOnTheSeedAlone() {
        assertThat(byPath(draws(1, 8)::slope)).isEqualTo(byPath(draws(1, 8)::slope));
        assertThat(byPath(draws(1, 8)::slope)).isNotEqualTo(byPath(draws(1, 9)::slope));
    }

    @Test
    void aLineWithoutResidualsHasNoUncertainty() {
        double[] time = {15, 16, 17, 18, 19};
        double[] value = {1, 1.5, 2, 2.5, 3};
        PathDraws draws = PathDraws.of(
                new ReleaseProcess(LeastSquaresLine.fit(Cells.ofRows(time, value)), new double[] {0}, 3),
                0,
                START,
                2,
                100,
                true,
                10);
        for (int path = 0; path < 100; path++) {
            assertThat(draws.heightAtStart(path)).isCloseTo(3.5, within(1e-9));
            assertThat(draws.slope(path)).isCloseTo(0.5, within(1e-9));
        }
    }

    private static double[] byPath(IntToDoubleFunction value) {
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

    @Test
    void pathsWithoutDelaysAreTheSame() {
        ReleaseProcess process = new ReleaseProcess(LINE, RESIDUALS, RATE);
        PathDraws with = PathDraws.of(process, 0.1, START, 5, 50, true, 7);
        PathDraws without = PathDraws.of(process, 0.1, START, 5, 50, false, 7);
        assertThat(without.first(50)).isEqualTo(with.first(50)).isPositive();
        for (int release = 0; release < with.first(50); release++) {
            assertThat(without.times()[release]).isEqualTo(with.times()[release]);
            assertThat(residual(without, release)).isEqualTo(residual(with, release));
        }
        assertThat(PathDraws.bytesOfRelease(true) - PathDraws.bytesOfRelease(false))
                .isEqualTo(Double.BYTES);
    }

    private static double residual(PathDraws draws, int release) {
        return draws.possibleResiduals()[draws.residuals()[release]];
    }
}
