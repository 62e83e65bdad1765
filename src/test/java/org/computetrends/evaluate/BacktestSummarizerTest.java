package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.ForecastTarget;
import org.junit.jupiter.api.Test;

/** Scores of methods alone and in pairs. Expected values: numpy, R and arithmetic by hand. */
class BacktestSummarizerTest {
    private static final LocalDate FIRST = LocalDate.of(2014, 1, 1);

    private static final double[] OURS = {.20, .31, .12, .45, .28, .33, .19, .52, .40, .22, .35, .27, .61, .18, .30, .25
    };
    private static final double[] OTHERS = {
        .25, .29, .20, .60, .30, .45, .15, .50, .55, .30, .33, .40, .58, .26, .41, .20
    };

    private static List<BacktestSummary> summaries(List<Backtest> rows) {
        return new BacktestSummarizer(20_000, 1).summaries(rows);
    }

    /**
     * A forecast with median 10 and 80% interval 9 to 11.
     *
     * @param half the half-years from the first origin to its own
     */
    private static Backtest row(
            String method, Backtest.Mode mode, Backtest.ScoredOn scoredOn, int half, double actual, double crps) {
        return new Backtest(
                new Backtest.Key(
                        method,
                        "size",
                        ForecastTarget.RECORD,
                        mode,
                        scoredOn,
                        FIRST.plusMonths(6L * half),
                        /* horizonMonths= */ 24,
                        LocalDate.of(2024, 1, 1)),
                /* start= */ FIRST.plusMonths(6L * half),
                /* knownTo= */ null,
                /* n= */ 20,
                Backtest.Status.SCORED,
                new ForecastQuantiles(8, 9, 9.5, 10, 10.5, 11, 12),
                actual,
                crps,
                /* pit= */ 0.5,
                /* isProvisional= */ half >= 14);
    }

    private static List<Backtest> rows(String method, double[] crps) {
        List<Backtest> rows = new ArrayList<>();
        for (int half = 0; half < crps.length; half++) {
            // Every other outcome is above the 80% interval.
            rows.add(row(
                    method,
                    Backtest.Mode.HINDSIGHT,
                    Backtest.ScoredOn.FINAL,
                    half,
                    half % 2 == 0 ? 10.25 : 11.5,
                    crps[half]));
        }
        return rows;
    }

    private static BacktestSummary find(List<BacktestSummary> summaries, String method, String against) {
        List<BacktestSummary> found = summaries.stream()
                .filter(summary -> summary.key().method().equals(method)
                        && summary.key().against().equals(against))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<Backtest> together(List<List<Backtest>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }

    /** By numpy: see {@code reference/pairs.py}. */
    @Test
    void theRelativeScoreAndItsIntervalAreThoseOfNumpysBlocks() {
        List<BacktestSummary> summaries = summaries(together(List.of(rows("a", OURS), rows("b", OTHERS))));
        BacktestSummary pair = find(summaries, "a", "b");
        assertThat(pair.origins()).isEqualTo(16);
        assertThat(pair.windows()).isEqualTo(4);
        assertThat(pair.relative().crps()).isCloseTo(0.863085, within(1e-6));
        assertThat(pair.relative().low()).isCloseTo(0.8180, within(0.002));
        assertThat(pair.relative().high()).isCloseTo(0.9066, within(0.002));
        // Both directions use the same draws, so the ends are reciprocals.
        BacktestSummary other = find(summaries, "b", "a");
        assertThat(other.relative().crps()).isCloseTo(1 / 0.863085, within(1e-5));
        assertThat(other.relative().low()).isCloseTo(1 / pair.relative().high(), within(1e-3));
    }

    @Test
    void aMethodWithFewOriginsTakesNoneFromOthers() {
        List<Backtest> few = rows("c", OTHERS).subList(10, 14);
        List<BacktestSummary> summaries = summaries(together(List.of(rows("a", OURS), rows("b", OTHERS), few)));
        assertThat(find(summaries, "a", BacktestSummary.NONE).origins()).isEqualTo(16);
        assertThat(find(summaries, "a", "b").origins()).isEqualTo(16);
        assertThat(find(summaries, "a", "c").origins()).isEqualTo(4);
        assertThat(find(summaries, "c", "a").origins()).isEqualTo(4);
        // .35 .27 .61 .18 over .33 .40 .58 .26.
        assertThat(find(summaries, "a", "c").relative().crps()).isCloseTo(1.41 / 1.57, within(1e-12));
        // One window has no interval.
        assertThat(find(summaries, "a", "c").windows()).isEqualTo(1);
        assertThat(find(summaries, "a", "c").relative().low()).isNaN();
        assertThat(find(summaries, "a", "c").relative().high()).isNaN();
        assertThat(find(summaries, "a", "c").accuracy().crps()).isCloseTo(1.41 / 4, within(1e-12));
    }

    @Test
    void figuresAreMeansOverOriginsAndCoverageIsTestedOnWindows() {
        BacktestSummary summary = find(summaries(rows("a", OURS)), "a", BacktestSummary.NONE);
        assertThat(summary.provisional()).isEqualTo(2);
        assertThat(summary.relative()).isNull();
        BacktestSummary.Accuracy accuracy = summary.accuracy();
        // Errors are -0.25 and -1.5 in turn.
        assertThat(accuracy.bias()).isCloseTo(-0.875, within(1e-12));
        assertThat(accuracy.meanAbsoluteError()).isCloseTo(0.875, within(1e-12));
        assertThat(accuracy.rootMeanSquareError()).isCloseTo(Math.sqrt((0.0625 + 2.25) / 2), within(1e-12));
        assertThat(accuracy.coverage50()).isEqualTo(0.5);
        assertThat(accuracy.coverage80()).isEqualTo(0.5);
        assertThat(accuracy.coverage95()).isEqualTo(1);
        assertThat(accuracy.width80()).isEqualTo(2);
        assertThat(accuracy.crps()).isCloseTo(4.98 / 16, within(1e-12));
        // R: binom.test(2, 4, .8), half of four windows.
        assertThat(accuracy.coverage80PValue()).isCloseTo(0.1808, within(1e-12));
    }

    @Test
    void threeWindowsAreNoEvidence() {
        assertThat(find(summaries(rows("a", OURS).subList(0, 12)), "a", BacktestSummary.NONE))
                .matches(summary -> summary.windows() == 3 && !summary.isEvidence());
        assertThat(find(summaries(rows("a", OURS).subList(0, 13)), "a", BacktestSummary.NONE))
                .matches(summary -> summary.windows() == 4 && summary.isEvidence());
    }

    @Test
    void windowsAreOriginsWhoseSpansDoNotOverlap() {
        List<LocalDate> origins = List.of(
                LocalDate.of(2022, 2, 13),
                LocalDate.of(2022, 6, 30),
                LocalDate.of(2023, 2, 12),
                LocalDate.of(2023, 2, 13),
                LocalDate.of(2024, 2, 20));
        assertThat(BacktestSummarizer.windows(origins, 12)).isEqualTo(3);
        assertThat(BacktestSummarizer.windows(origins, 24)).isEqualTo(2);
        assertThat(BacktestSummarizer.windows(origins, 36)).isEqualTo(1);
        assertThat(BacktestSummarizer.windows(List.of(), 12)).isZero();
    }

    @Test
    void modesAndOutcomesAreNotMixed() {
        List<Backtest> rows = new ArrayList<>();
        int origins = 0;
        for (Backtest.ScoredOn scoredOn : List.of(Backtest.ScoredOn.FINAL, Backtest.ScoredOn.FIRST)) {
            for (Backtest.Mode mode : List.of(Backtest.Mode.REAL_TIME, Backtest.Mode.HINDSIGHT)) {
                origins++;
                for (int half = 0; half < origins; half++) {
                    rows.add(row("a", mode, scoredOn, half, 10, 0.1));
                }
            }
        }
        assertThat(summaries(rows))
                .extracting(
                        summary -> summary.key().mode() + " " + summary.key().scoredOn() + " " + summary.origins())
                .containsExactlyInAnyOrder(
                        "REAL_TIME FINAL 1", "HINDSIGHT FINAL 2", "REAL_TIME FIRST 3", "HINDSIGHT FIRST 4");
    }

    @Test
    void noScoreIsRelativeToAMethodWithoutScoresOrErrors() {
        List<Backtest> unscored = new ArrayList<>();
        for (Backtest row : rows("mute", OURS)) {
            unscored.add(new Backtest(
                    row.key(),
                    row.start(),
                    /* knownTo= */ null,
                    /* n= */ 2,
                    Backtest.Status.TOO_FEW_OBSERVATIONS,
                    /* forecast= */ null,
                    /* actual= */ 1.0,
                    /* crps= */ null,
                    /* pit= */ null,
                    /* isProvisional= */ false));
        }
        List<BacktestSummary> summaries =
                summaries(together(List.of(rows("a", OURS), unscored, rows("perfect", new double[16]))));
        assertThat(find(summaries, "mute", BacktestSummary.NONE))
                .matches(summary -> summary.origins() == 0 && summary.accuracy() == null);
        assertThat(find(summaries, "a", "mute").relative()).isNull();
        assertThat(find(summaries, "a", "perfect").relative()).isNull();
        assertThat(find(summaries, "perfect", "a").relative().high()).isZero();
        assertThat(find(summaries, "a", BacktestSummary.NONE).origins()).isEqualTo(16);
    }
}
