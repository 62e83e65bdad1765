package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The bootstrap test of a break: its level, its power, and its form for clusters. */
class BreakTestTest {
    private static final double[] NONE = {};

    @ParameterizedTest
    @EnumSource(BreakForm.class)
    void growthThatChangesIsFound(BreakForm form) {
        Points points = growing(1, 90, 0.8);
        assertThat(test(points, NONE, form).pValue()).isLessThan(0.01);
    }

    /** Under no break a p-value is below 0.1 one time in ten: 1,000 trends, four binomial standard errors. */
    @ParameterizedTest
    @CsvSource({"CONTINUOUS, 21", "DISCONTINUOUS, 21", "CONTINUOUS, 90", "DISCONTINUOUS, 90"})
    void steadyGrowthIsCalledBrokenAsOftenAsTheLevelSays(BreakForm form, int n) {
        long called = IntStream.range(0, 1000)
                .parallel()
                .filter(seed -> test(growing(seed, n, 0), NONE, form).pValue() <= 0.1)
                .count();
        assertThat(called).isBetween(62L, 138L);
    }

    @Test
    void aPerfectBreakIsCertain() {
        double[] time = IntStream.range(0, 40).asDoubleStream().toArray();
        double[] value = Arrays.stream(time).map(t -> t + Math.max(0, t - 20)).toArray();
        for (BreakForm form : BreakForm.values()) {
            BreakTest.Result result = test(new Points(time, value, new double[40]), NONE, form);
            assertThat(result.supF()).isPositive();
            assertThat(result.pValue()).isEqualTo(1 / 200.0);
        }
    }

    @Test
    void aBreakThatIsKnownIsNotFoundAgain() {
        Points points = growing(7, 90, 0.8);
        assertThat(test(points, NONE, BreakForm.CONTINUOUS).pValue()).isLessThan(0.01);
        assertThat(test(points, new double[] {5}, BreakForm.CONTINUOUS).pValue())
                .isGreaterThan(0.05);
    }

    @Test
    void observationsOfADateDrawnTogetherGiveTheSameStatistic() {
        Points points = growing(3, 90, 0.3);
        Cells cells = Cells.ofRows(points.time(), points.value());
        for (BreakForm form : BreakForm.values()) {
            BreakTest.Result together = new BreakTest(
                            cells, Optional.empty(), Optional.empty(), NONE, List.of(form), 0.15)
                    .run(199, 1)
                    .values()
                    .iterator()
                    .next();
            BreakTest.Result apart = new BreakTest(
                            cells, Optional.of(points), Optional.empty(), NONE, List.of(form), 0.15)
                    .run(199, 1)
                    .values()
                    .iterator()
                    .next();
            assertThat(together.supF()).isCloseTo(apart.supF(), within(1e-9));
            assertThat(together.pValue()).isCloseTo(apart.pValue(), within(0.1));
        }
    }

    @Test
    void formsSearchedInTheSameDrawsAreWhatEachIsAlone() {
        Points points = growing(4, 90, 0.2);
        Cells cells = Cells.ofRows(points.time(), points.value());
        Optional<int[]> clusters =
                Optional.of(IntStream.range(0, 90).map(i -> i % 12).toArray());
        Map<BreakForm, BreakTest.Result> together = new BreakTest(
                        cells, Optional.of(points), clusters, NONE, List.of(BreakForm.values()), 0.15)
                .run(199, 1);
        assertThat(together).hasSize(2);
        together.forEach((form, result) -> assertThat(
                        new BreakTest(cells, Optional.of(points), clusters, NONE, List.of(form), 0.15).run(199, 1))
                .isEqualTo(Map.of(form, result)));
        assertThatThrownBy(() -> new BreakTest(
                        cells, Optional.of(points), clusters, new double[] {5}, List.of(BreakForm.values()), 0.15))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[CONTINUOUS, DISCONTINUOUS]");
    }

    @Test
    void tooFewObservationsAndPerfectLinesHaveNoTest() {
        Points few = new Points(new double[] {1, 2, 3}, new double[] {1, 2, 4}, new double[3]);
        double[] time = IntStream.range(0, 20).asDoubleStream().toArray();
        Points perfect = new Points(time, time, new double[20]);
        for (BreakForm form : BreakForm.values()) {
            for (Points points : new Points[] {few, perfect}) {
                Cells cells = Cells.ofRows(points.time(), points.value());
                assertThat(new BreakTest(cells, Optional.of(points), Optional.empty(), NONE, List.of(form), 0.15)
                                .run(9, 1))
                        .isEmpty();
            }
        }
    }

    /**
     * Releases of an organization share an error: independent signs call steady growth broken too often, and one sign for each
     * organization as often as the level says. 1,000 trends, four binomial standard errors.
     */
    @ParameterizedTest
    @EnumSource(BreakForm.class)
    void organizationsThatResembleThemselvesAreNoBreak(BreakForm form) {
        int[] clusters = IntStream.range(0, 90).map(i -> i / 3 % 30).toArray();
        BreakTest.Result[] results = IntStream.range(0, 1000)
                .parallel()
                .mapToObj(seed -> byClusters(resembling(seed, clusters), clusters, form))
                .toArray(BreakTest.Result[]::new);
        assertThat(Arrays.stream(results)
                        .filter(result -> result.pValue() <= 0.1)
                        .count())
                .isGreaterThan(200L);
        assertThat(Arrays.stream(results)
                        .filter(result -> result.clusterPValue().getAsDouble() <= 0.1)
                        .count())
                .isBetween(62L, 138L);
    }

    @Test
    void clustersOfOneReleaseAreTheIndependentTest() {
        Points points = growing(3, 90, 0.3);
        BreakTest.Result result = byClusters(points, IntStream.range(0, 90).toArray(), BreakForm.CONTINUOUS);
        assertThat(result.clusterPValue()).hasValue(result.pValue());
        assertThat(test(points, NONE, BreakForm.CONTINUOUS).clusterPValue()).isEmpty();
    }

    /** Of two clusters there are two pairs of signs that differ, and one of them is the data. */
    @Test
    void fewClustersCannotBeSureOfABreak() {
        int[] clusters = IntStream.range(0, 90).map(i -> i % 2).toArray();
        BreakTest.Result result = byClusters(growing(1, 90, 0.8), clusters, BreakForm.CONTINUOUS);
        assertThat(result.pValue()).isLessThan(0.01);
        assertThat(result.clusterPValue().getAsDouble()).isGreaterThan(0.4);
    }

    private static BreakTest.Result byClusters(Points points, int[] clusters, BreakForm form) {
        Cells cells = Cells.ofRows(points.time(), points.value());
        return new BreakTest(cells, Optional.of(points), Optional.of(clusters), NONE, List.of(form), 0.15)
                .run(199, 5)
                .values()
                .iterator()
                .next();
    }

    /** Steady growth, with an error of each cluster beside that of each release. */
    private static Points resembling(int seed, int[] clusters) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] shared = IntStream.range(0, clusters.length)
                .mapToDouble(g -> 2 * random.nextGaussian())
                .toArray();
        Points points = growing(seed, clusters.length, 0);
        double[] value = IntStream.range(0, clusters.length)
                .mapToDouble(i -> points.value()[i] + shared[clusters[i]])
                .toArray();
        return new Points(points.time(), value, points.noiseSd());
    }

    private static BreakTest.Result test(Points points, double[] held, BreakForm form) {
        Cells cells = Cells.ofRows(points.time(), points.value());
        return new BreakTest(cells, Optional.of(points), Optional.empty(), held, List.of(form), 0.15)
                .run(199, 5)
                .values()
                .iterator()
                .next();
    }

    /** Ten years of releases, three on each date; growth changes after five. */
    private static Points growing(int seed, int n, double change) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] time = IntStream.range(0, n)
                .mapToDouble(i -> Math.floor(i / 3.0) * 30 / n)
                .toArray();
        double[] value = new double[n];
        for (int i = 0; i < n; i++) {
            value[i] = 0.5 * time[i] + change * Math.max(0, time[i] - 5) + random.nextGaussian();
        }
        return new Points(time, value, new double[n]);
    }
}
