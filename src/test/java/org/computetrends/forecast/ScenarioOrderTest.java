package org.computetrends.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.PathGrowth;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendKey;
import org.computetrends.population.Population;
import org.computetrends.stats.LineDraws;
import org.computetrends.stats.LineFit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On every path, a scenario with less growth reaches no threshold earlier than one with more. */
class ScenarioOrderTest {
    private static final TimeScale TIME = TimeScale.JULIAN;
    private static final LocalDate ORIGIN = LocalDate.of(2020, 1, 1);
    private static final int PATHS = 2000;

    /** At the origin 20.15. The line is so level and uncertain that a third of the paths have a slope below zero. */
    private static final LineFit NEARLY_LEVEL = new LineFit(20, TIME.yearsSince2000(ORIGIN) - 1, 20, 0.15, 7, 2, 3);

    private static final double[] RESIDUALS = {-0.8, -0.3, 0, 0.2, 0.9};
    private static final double[] THRESHOLDS =
            IntStream.range(0, 41).mapToDouble(k -> 19 + k / 4.0).toArray();
    private static final List<LocalDate> DATES =
            IntStream.rangeClosed(0, 9).mapToObj(ORIGIN::plusYears).toList();

    private final KnownReleases known = new KnownReleases(
            new Population(
                    List.of("first", "second"),
                    new long[] {
                        ORIGIN.minusMonths(5).toEpochDay(),
                        ORIGIN.minusMonths(2).toEpochDay()
                    },
                    new double[] {19.6, 20.3}),
            OptionalDouble.of(20.3),
            null,
            ORIGIN,
            ORIGIN,
            TIME);

    private final PathDraws draws = new PathDraws(
            new ReleaseProcess(NEARLY_LEVEL, RESIDUALS, 2), 0.3, known.startTime(), 10, PATHS, true, 20260819);

    private final ReleasePaths slowdown = paths(new PathGrowth.Paced(draws, 0.5));
    private final ReleasePaths goingOn = paths(new PathGrowth.Paced(draws, 1));
    private final ReleasePaths speedup = paths(new PathGrowth.Paced(draws, 1.5));

    private ReleasePaths paths(PathGrowth growth) {
        return new ReleasePaths(known, draws, growth, 6);
    }

    @Test
    void slopesOfEitherSignAreAmongThePaths() {
        long falling =
                IntStream.range(0, PATHS).filter(path -> draws.slope(path) < 0).count();
        assertThat(falling).isBetween(PATHS / 5L, PATHS / 2L);
    }

    @Test
    void slowdownIsNoEarlierThanGrowthThatContinues() {
        assertNoEarlier(slowdown, goingOn);
    }

    @Test
    void growthThatContinuesIsNoEarlierThanSpeedup() {
        assertNoEarlier(goingOn, speedup);
    }

    /** Fast and slow slopes below zero, between the paths' own, and above them all. */
    @ParameterizedTest
    @CsvSource({"5, -3", "5, 0.1", "0.6, 0.6", "0.1, 5", "5, 5", "-1, -3"})
    void reversionIsNoEarlierThanGrowthThatContinues(double fastSlope, double slowSlope) {
        TrendKey trend = new TrendKey("training_compute", "record", "deep-learning", GrowthModel.EXPONENTIAL);
        Scenario.Reverting reverting =
                new Scenario.Reverting(trend, trend, 25, List.of(new Scenario.Reversion(1, 3)), 0.7);
        LineDraws fast = new LineDraws(0, new double[] {fastSlope}, new double[] {0});
        LineDraws slow = new LineDraws(0, new double[] {slowSlope}, new double[] {0});
        assertNoEarlier(paths(reverting.growth(draws, List.of(fast, slow), TIME, 5)), goingOn);
    }

    @Test
    void constrainedIsNoEarlierThanGrowthThatContinues() {
        List<Scenario.Limit> limits = List.of(
                new Scenario.Limit("power", ORIGIN.plusYears(1), 1e20, 1e21, 1.5),
                new Scenario.Limit("chips", ORIGIN.plusYears(4), 3e20, 1e22, 3));
        assertNoEarlier(paths(new Scenario.Limited(limits).growth(draws, List.of(), TIME, 5)), goingOn);
    }

    @Test
    void scenariosDiffer() {
        assertThat(sumOfPassed(slowdown)).isLessThan(sumOfPassed(goingOn));
        assertThat(sumOfPassed(goingOn)).isLessThan(sumOfPassed(speedup));
    }

    private static long sumOfPassed(ReleasePaths paths) {
        long passed = 0;
        for (double threshold : THRESHOLDS) {
            for (double passage : paths.passages(threshold)) {
                passed += Double.isFinite(passage) ? 1 : 0;
            }
        }
        return passed;
    }

    private static void assertNoEarlier(ReleasePaths later, ReleasePaths earlier) {
        double[] times = DATES.stream().mapToDouble(TIME::yearsSince2000).toArray();
        double[][] laterLines = DATES.stream().map(later::lines).toArray(double[][]::new);
        double[][] earlierLines = DATES.stream().map(earlier::lines).toArray(double[][]::new);
        for (double threshold : THRESHOLDS) {
            assertNoEarlier(threshold, later.passages(threshold), earlier.passages(threshold));
            assertNoEarlier(
                    threshold,
                    CohortProjector.linePassages(threshold, times, laterLines),
                    CohortProjector.linePassages(threshold, times, earlierLines));
        }
        double[][] laterRecords = later.records(DATES);
        double[][] earlierRecords = earlier.records(DATES);
        for (int d = 0; d < DATES.size(); d++) {
            for (int path = 0; path < PATHS; path++) {
                assertThat(laterRecords[d][path]).isLessThanOrEqualTo(earlierRecords[d][path]);
            }
        }
    }

    private static void assertNoEarlier(double threshold, double[] later, double[] earlier) {
        for (int path = 0; path < PATHS; path++) {
            assertThat(later[path]).as("path %d reaches %s", path, threshold).isGreaterThanOrEqualTo(earlier[path]);
        }
    }
}
