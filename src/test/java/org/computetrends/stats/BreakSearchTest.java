package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The search from running sums against refitting every candidate. */
class BreakSearchTest {
    private static final double TRIM = 0.05;

    @ParameterizedTest
    @EnumSource(BreakForm.class)
    void oneBreakIsTheBestOfAllRefits(BreakForm form) {
        for (int seed = 0; seed < 8; seed++) {
            Cells cells = broken(seed, 60);
            double[] candidates = candidates(cells);
            double[] sums = Arrays.stream(candidates)
                    .map(candidate -> refitted(cells, form, candidate))
                    .toArray();
            int best = indexOfLeast(sums);
            BreakSearch.Break found =
                    new BreakSearch(cells, candidates, form, TRIM).oneBreak().get(0);
            assertThat(refitted(cells, form, found.time())).isCloseTo(sums[best], within(1e-9 * sums[best]));
            double most = sums[best] * Math.exp(3.841458820694124 / cells.observations()); // R: qchisq(0.95, 1)
            int[] inside = IntStream.range(0, sums.length)
                    .filter(k -> sums[k] <= most * (1 + 1e-12))
                    .toArray();
            assertThat(found.low()).isEqualTo(candidates[inside[0]]);
            assertThat(found.high()).isEqualTo(candidates[inside[inside.length - 1]]);
        }
    }

    @ParameterizedTest
    @EnumSource(BreakForm.class)
    void twoBreaksAreTheBestOfAllPairsRefitted(BreakForm form) {
        for (int seed = 0; seed < 4; seed++) {
            Cells cells = broken(seed, 40);
            double[] candidates = candidates(cells);
            double least = Double.POSITIVE_INFINITY;
            for (double first : candidates) {
                for (double second : candidates) {
                    if (first < second) {
                        least = Math.min(least, refitted(cells, form, first, second));
                    }
                }
            }
            List<BreakSearch.Break> found = new BreakSearch(cells, candidates, form, TRIM).twoBreaks();
            assertThat(found).hasSize(2);
            double sum = refitted(cells, form, found.get(0).time(), found.get(1).time());
            assertThat(sum).isCloseTo(least, within(1e-9 * least));
        }
    }

    /** A coarse search of at most 30 candidates, then of candidates near the best ones, finds the same breaks. */
    @ParameterizedTest
    @EnumSource(BreakForm.class)
    void thinnedCandidatesLeadToTheSameBreaks(BreakForm form) {
        for (int seed = 0; seed < 4; seed++) {
            Cells cells = broken(seed, 60);
            double[] candidates = candidates(cells);
            List<BreakSearch.Break> all = new BreakSearch(cells, candidates, form, TRIM).twoBreaks();
            List<BreakSearch.Break> thinned = new BreakSearch(cells, candidates, form, TRIM, 30).twoBreaks();
            for (int k = 0; k < 2; k++) {
                assertThat(thinned.get(k).time()).isEqualTo(all.get(k).time());
                // Ends of intervals may differ by about one step of the coarse search.
                assertThat(thinned.get(k).low()).isCloseTo(all.get(k).low(), within(5 / 60.0));
                assertThat(thinned.get(k).high()).isCloseTo(all.get(k).high(), within(5 / 60.0));
            }
        }
    }

    @Test
    void theFirstBreaksIntervalSpansAllDatesThatSomeSecondBreakMakesAcceptable() {
        Cells cells = broken(3, 40);
        double[] candidates = candidates(cells);
        BreakSearch search = new BreakSearch(cells, candidates, BreakForm.CONTINUOUS, TRIM);
        List<BreakSearch.Break> found = search.twoBreaks();
        double least = refitted(
                cells, BreakForm.CONTINUOUS, found.get(0).time(), found.get(1).time());
        double most = least * Math.exp(3.841458820694124 / cells.observations()); // R: qchisq(0.95, 1)
        double[] accepted = Arrays.stream(candidates)
                .filter(first -> Arrays.stream(candidates)
                        .anyMatch(second ->
                                second > first && refitted(cells, BreakForm.CONTINUOUS, first, second) <= most))
                .toArray();
        assertThat(found.get(0).low()).isEqualTo(accepted[0]);
        assertThat(found.get(0).high()).isEqualTo(accepted[accepted.length - 1]);
    }

    @Test
    void anObservationAtABreakIsBeforeIt() {
        double[] time = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        double[] value = {0, 1, 2, 3, 4, 14, 13, 12, 11, 10};
        BreakSearch.Break found = new BreakSearch(
                        Cells.ofRows(time, value), new double[] {3.5, 4, 4.5, 5, 5.5}, BreakForm.DISCONTINUOUS, TRIM)
                .oneBreak()
                .get(0);
        assertThat(found.time()).isEqualTo(4);
        assertThat(found.high()).isEqualTo(4.5);
    }

    @Test
    void tooFewObservationsHaveNoBreak() {
        Cells three = Cells.ofRows(new double[] {1, 2, 3}, new double[] {1, 2, 4});
        for (BreakForm form : BreakForm.values()) {
            BreakSearch search = new BreakSearch(three, new double[] {1, 1.5, 2, 2.5, 3}, form, TRIM);
            assertThat(search.oneBreak()).isEmpty();
            assertThat(search.twoBreaks()).isEmpty();
        }
        BreakSearch none = new BreakSearch(three, new double[0], BreakForm.CONTINUOUS, TRIM);
        assertThat(none.oneBreak()).isEmpty();
        assertThat(none.twoBreaks()).isEmpty();
    }

    /** Residual sum of squares by least squares on the rows' cells; infinite where a segment is too small. */
    private static double refitted(Cells cells, BreakForm form, double... breaks) {
        double least = Math.max(form == BreakForm.DISCONTINUOUS ? 3 : 2, Math.ceil(TRIM * cells.observations()));
        double from = Double.NEGATIVE_INFINITY;
        for (int k = 0; k <= breaks.length; k++) {
            double to = k < breaks.length ? breaks[k] : Double.POSITIVE_INFINITY;
            double after = from;
            long[] inside = IntStream.range(0, cells.size())
                    .filter(c -> cells.time()[c] > after && cells.time()[c] <= to)
                    .mapToLong(c -> cells.count()[c])
                    .toArray();
            if (inside.length < 2 || Arrays.stream(inside).sum() < least) {
                return Double.POSITIVE_INFINITY;
            }
            from = to;
        }
        return BasisCurve.piecewise(cells, breaks, form).residualSumOfSquares();
    }

    /** Two years whose growth changes after 0.7 and 1.4 years, with a jump of 0.1 OOM times the seed at 1.4 years. */
    private static Cells broken(int seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] time = new double[n];
        double[] value = new double[n];
        for (int i = 0; i < n; i++) {
            time[i] = 20 + Math.floor(random.nextDouble() * 60) / 30; // two years, some releases on one date
            double t = time[i] - 20;
            value[i] = 2 * t
                    - 3 * Math.max(0, t - 0.7)
                    + 4 * Math.max(0, t - 1.4)
                    + (t > 1.4 ? 0.1 * seed : 0)
                    + 0.15 * random.nextGaussian();
        }
        return Cells.ofRows(time, value);
    }

    /** Every sixtieth of a year from 20 to the last cell. */
    private static double[] candidates(Cells cells) {
        return IntStream.rangeClosed(0, 120)
                .mapToDouble(k -> 20 + k / 60.0)
                .filter(time -> time <= cells.time()[cells.size() - 1])
                .toArray();
    }

    private static int indexOfLeast(double[] values) {
        int least = 0;
        for (int k = 1; k < values.length; k++) {
            least = values[k] < values[least] ? k : least;
        }
        return least;
    }
}
