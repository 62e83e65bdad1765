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
    private static final double[] NO_BREAKS = {};
    private static final int RELEASES = 90;
    private static final double TRIM = 0.15;
    private static final int REPLICATES = 199;

    /** The p-value if no replicate is as extreme as the data. */
    private static final double SMALLEST_P_VALUE = 1.0 / (REPLICATES + 1);

    @ParameterizedTest
    @EnumSource(BreakForm.class)
    void growthThatChangesIsFound(BreakForm form) {
        Points points = growing(1, RELEASES, 0.8);
        assertThat(test(points, NO_BREAKS, form).pValue()).isLessThan(0.01);
    }

    /** Without a break, a p-value is at most 0.1 in 100 of 1,000 trends, within four binomial standard errors. */
    @ParameterizedTest
    @CsvSource({"CONTINUOUS, 21", "DISCONTINUOUS, 21", "CONTINUOUS, 90", "DISCONTINUOUS, 90"})
    void steadyGrowthIsCalledBrokenAsOftenAsTheLevelSays(BreakForm form, int n) {
        long called = IntStream.range(0, 1000)
                .parallel()
                .filter(seed -> test(growing(seed, n, 0), NO_BREAKS, form).pValue() <= 0.1)
                .count();
        assertThat(called).isBetween(62L, 138L);
    }

    @Test
    void aPerfectBreakIsCertain() {
        double[] time = IntStream.range(0, 40).asDoubleStream().toArray();
        double[] value = Arrays.stream(time).map(t -> t + Math.max(0, t - 20)).toArray();
        for (BreakForm form : BreakForm.values()) {
            BreakTest.Result result = test(new Points(time, value, new double[40]), NO_BREAKS, form);
            assertThat(result.supF()).isPositive();
            assertThat(result.pValue()).isEqualTo(SMALLEST_P_VALUE);
        }
    }

    @Test
    void aBreakThatIsKnownIsNotFoundAgain() {
        Points points = growing(7, RELEASES, 0.8);
        assertThat(test(points, NO_BREAKS, BreakForm.CONTINUOUS).pValue()).isLessThan(0.01);
        assertThat(test(points, new double[] {5}, BreakForm.CONTINUOUS).pValue())
                .isGreaterThan(0.05);
    }

    @Test
    void observationsOfADateDrawnTogetherGiveTheSameStatistic() {
        Points points = growing(3, RELEASES, 0.3);
        Cells cells = Cells.ofRows(points.time(), points.value());
        for (BreakForm form : BreakForm.values()) {
            BreakTest.Result together = resultOf(
                    new BreakTest(cells, Optional.empty(), Optional.empty(), NO_BREAKS, List.of(form), TRIM), 1);
            BreakTest.Result apart = resultOf(
                    new BreakTest(cells, Optional.of(points), Optional.empty(), NO_BREAKS, List.of(form), TRIM), 1);
            assertThat(together.supF()).isCloseTo(apart.supF(), within(1e-9));
            // Signs are drawn by date or by observation, so p-values differ by chance.
            assertThat(together.pValue()).isCloseTo(apart.pValue(), within(0.1));
        }
    }

    @Test
    void twoFormsTogetherGiveTheResultsOfEachAlone() {
        Points points = growing(4, RELEASES, 0.2);
        Cells cells = Cells.ofRows(points.time(), points.value());
        Optional<int[]> clusters =
                Optional.of(IntStream.range(0, RELEASES).map(i -> i % 12).toArray());
        Map<BreakForm, BreakTest.Result> together = new BreakTest(
                        cells, Optional.of(points), clusters, NO_BREAKS, List.of(BreakForm.values()), TRIM)
                .run(REPLICATES, 1);
        assertThat(together).hasSize(2);
        together.forEach((form, result) -> assertThat(
                        new BreakTest(cells, Optional.of(points), clusters, NO_BREAKS, List.of(form), TRIM)
                                .run(REPLICATES, 1))
                .isEqualTo(Map.of(form, result)));
    }

    @Test
    void knownBreaksAllowOneForm() {
        Points points = growing(4, RELEASES, 0.2);
        Cells cells = Cells.ofRows(points.time(), points.value());
        List<BreakForm> forms = List.of(BreakForm.values());
        assertThatThrownBy(() ->
                        new BreakTest(cells, Optional.of(points), Optional.empty(), new double[] {5}, forms, TRIM))
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
                assertThat(new BreakTest(cells, Optional.of(points), Optional.empty(), NO_BREAKS, List.of(form), TRIM)
                                .run(9, 1))
                        .isEmpty();
            }
        }
    }

    /**
     * Releases of a cluster share an error. The test with independent signs then rejects in over 20% of 1,000 trends at
     * level 10%. With one sign for each cluster, it rejects in 10%, within four binomial standard errors.
     */
    @ParameterizedTest
    @EnumSource(BreakForm.class)
    void anErrorThatClustersShareIsNotCalledABreak(BreakForm form) {
        int[] clusters = IntStream.range(0, RELEASES).map(i -> i / 3).toArray(); // the three releases of a date
        BreakTest.Result[] results = IntStream.range(0, 1000)
                .parallel()
                .mapToObj(seed -> byClusters(withClusterErrors(seed, clusters), clusters, form))
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
        Points points = growing(3, RELEASES, 0.3);
        BreakTest.Result result =
                byClusters(points, IntStream.range(0, RELEASES).toArray(), BreakForm.CONTINUOUS);
        assertThat(result.clusterPValue()).hasValue(result.pValue());
        assertThat(test(points, NO_BREAKS, BreakForm.CONTINUOUS).clusterPValue())
                .isEmpty();
    }

    /** Half of the draws give both clusters one sign and reach the observed F. So the p-value is about half or more. */
    @Test
    void twoClustersGiveNoEvidenceOfABreak() {
        int[] clusters = IntStream.range(0, RELEASES).map(i -> i % 2).toArray();
        BreakTest.Result result = byClusters(growing(1, RELEASES, 0.8), clusters, BreakForm.CONTINUOUS);
        assertThat(result.pValue()).isLessThan(0.01);
        assertThat(result.clusterPValue().getAsDouble()).isGreaterThan(0.4);
    }

    private static BreakTest.Result byClusters(Points points, int[] clusters, BreakForm form) {
        Cells cells = Cells.ofRows(points.time(), points.value());
        return resultOf(
                new BreakTest(cells, Optional.of(points), Optional.of(clusters), NO_BREAKS, List.of(form), TRIM), 5);
    }

    /** Steady growth. Each release has an error of its own, and shares an error with its cluster. */
    private static Points withClusterErrors(int seed, int[] clusters) {
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

    private static BreakTest.Result test(Points points, double[] knownBreaks, BreakForm form) {
        Cells cells = Cells.ofRows(points.time(), points.value());
        return resultOf(
                new BreakTest(cells, Optional.of(points), Optional.empty(), knownBreaks, List.of(form), TRIM), 5);
    }

    /** The result of a test of one form. */
    private static BreakTest.Result resultOf(BreakTest test, long seed) {
        return test.run(REPLICATES, seed).values().iterator().next();
    }

    /** Ten years of releases, three a date, with normal noise. Growth changes by {@code change} after five. */
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
