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

    private static OddsReliability find(List<OddsReliability> all, String method, int lead, String probabilities) {
        return all.stream()
                .filter(each -> each.key().equals(new OddsReliability.Key("size", method, lead, probabilities)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void scoresAreMeansAndTheBenchmarksAreOfTheSameQuestions() {
        LocalDate crossed = LocalDate.of(2024, 6, 30);
        List<OddsReliability> summaries = new OddsSummarizer("line")
                .summaries(List.of(
                        answer("paths", FIRST, 6, 0.8, crossed),
                        answer("paths", SECOND, 6, 0.5, crossed),
                        answer("paths", FIRST, 12, 0.1, null),
                        answer("line", FIRST, 6, 0.4, crossed),
                        answer("line", SECOND, 6, 0.5, crossed),
                        answer("other", FIRST, 18, 0.2, null)));

        OddsReliability six = find(summaries, "paths", 6, "all");
        assertThat(six.questions()).isEqualTo(2);
        assertThat(six.origins()).isEqualTo(2);
        // From 2024-01 to 2024-07, and from 2024-04: they overlap.
        assertThat(six.windows()).isEqualTo(1);
        assertThat(six.meanProbability()).isCloseTo(0.65, within(1e-12));
        assertThat(six.shareHappened()).isEqualTo(1);
        assertThat(six.brier()).isCloseTo((0.04 + 0.25) / 2, within(1e-12));
        assertThat(six.brierOfBenchmark()).isCloseTo((0.36 + 0.25) / 2, within(1e-12));
        assertThat(six.relativeBrier()).isCloseTo(0.145 / 0.305, within(1e-12));

        OddsReliability high = find(summaries, "paths", 6, "0.8-1.0");
        assertThat(high.questions()).isEqualTo(1);
        assertThat(high.shareHappened()).isEqualTo(1);

        // The line does not answer the question at twelve months.
        OddsReliability all = find(summaries, "paths", 0, "all");
        assertThat(all.questions()).isEqualTo(3);
        assertThat(all.brier()).isCloseTo((0.04 + 0.25 + 0.01) / 3, within(1e-12));
        assertThat(all.brierOfBenchmark()).isNull();
        assertThat(find(summaries, "other", 18, "0.2-0.4").questions()).isEqualTo(1);
    }

    @Test
    void whatIsCrossedOnTheDateItselfIsTooLate() {
        assertThat(answer("paths", FIRST, 6, 1, LocalDate.of(2024, 7, 1)).happened())
                .isFalse();
        assertThat(answer("paths", FIRST, 6, 1, LocalDate.of(2024, 6, 30)).happened())
                .isTrue();
    }

    @Test
    void nothingAskedHasNoSummary() {
        assertThat(new OddsSummarizer("line").summaries(List.of())).isEmpty();
    }
}
