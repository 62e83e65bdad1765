package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import org.computetrends.domain.OddsBacktest;
import org.computetrends.domain.OddsReliability;
import org.junit.jupiter.api.Test;

/** Expected values: arithmetic by hand. */
class OddsSummarizerTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final LocalDate SECOND = LocalDate.of(2024, 4, 1);

    private static OddsBacktest answer(
            String method, LocalDate origin, int lead, double probability, LocalDate crossed) {
        return new OddsBacktest(
                new OddsBacktest.Key("size", method, origin, 1e26, lead),
                origin.plusMonths(lead),
                probability,
                crossed);
    }

    private static OddsReliability find(
            List<OddsReliability> summaries, String method, int lead, String probabilities) {
        return summaries.stream()
                .filter(summary -> summary.key().equals(new OddsReliability.Key("size", method, lead, probabilities)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void scoresAreMeansOverQuestionsAndTheBenchmarkAnswersTheSameQuestions() {
        LocalDate crossed = LocalDate.of(2024, 6, 30);
        List<OddsReliability> summaries = new OddsSummarizer("line")
                .summaries(List.of(
                        answer("paths", FIRST, 6, 0.8, crossed),
                        answer("paths", SECOND, 6, 0.5, crossed),
                        answer("paths", FIRST, 12, 0.1, null),
                        answer("line", FIRST, 6, 0.4, crossed),
                        answer("line", SECOND, 6, 0.5, crossed),
                        answer("other", FIRST, 18, 0.2, null)));

        OddsReliability sixMonths = find(summaries, "paths", 6, "all");
        assertThat(sixMonths.questions()).isEqualTo(2);
        assertThat(sixMonths.origins()).isEqualTo(2);
        // From 2024-01 to 2024-07, and from 2024-04: they overlap.
        assertThat(sixMonths.windows()).isEqualTo(1);
        assertThat(sixMonths.meanProbability()).isCloseTo(0.65, within(1e-12));
        assertThat(sixMonths.shareHappened()).isEqualTo(1);
        assertThat(sixMonths.brier()).isCloseTo((0.04 + 0.25) / 2, within(1e-12));
        assertThat(sixMonths.brierOfBenchmark()).isCloseTo((0.36 + 0.25) / 2, within(1e-12));
        assertThat(sixMonths.relativeBrier()).isCloseTo(0.145 / 0.305, within(1e-12));

        OddsReliability high = find(summaries, "paths", 6, "0.8-1.0");
        assertThat(high.questions()).isEqualTo(1);
        assertThat(high.shareHappened()).isEqualTo(1);

        // The line does not answer the question at twelve months.
        OddsReliability ofAllLeads = find(summaries, "paths", 0, "all");
        assertThat(ofAllLeads.questions()).isEqualTo(3);
        assertThat(ofAllLeads.brier()).isCloseTo((0.04 + 0.25 + 0.01) / 3, within(1e-12));
        assertThat(ofAllLeads.brierOfBenchmark()).isNull();
        assertThat(find(summaries, "other", 18, "0.2-0.4").questions()).isEqualTo(1);
    }

    @Test
    void aThresholdCrossedOnTheDateItselfIsCrossedTooLate() {
        LocalDate date = FIRST.plusMonths(6);
        assertThat(answer("paths", FIRST, 6, 1, date).happened()).isFalse();
        assertThat(answer("paths", FIRST, 6, 1, date.minusDays(1)).happened()).isTrue();
    }

    @Test
    void noQuestionsHaveNoSummary() {
        assertThat(new OddsSummarizer("line").summaries(List.of())).isEmpty();
    }
}
