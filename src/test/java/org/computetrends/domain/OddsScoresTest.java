package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.computetrends.domain.OddsRows.FROM_COVERAGE;
import static org.computetrends.domain.OddsRows.SIMULATION;
import static org.computetrends.domain.OddsRows.published;
import static org.computetrends.domain.OddsRows.score;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The past scores that apply to an answer of the vintage 2026-08-19, by its lead and its probability. */
class OddsScoresTest {
    private static final List<OddsReliability> SCORES = List.of(
            score(SIMULATION, 0, "all", 200, 9),
            score(SIMULATION, 6, "all", 48, 4),
            score(SIMULATION, 6, "0.4-0.6", 9, 3),
            score(SIMULATION, 6, "0.6-0.8", 8, 3),
            score(SIMULATION, 12, "all", 30, 3),
            score(SIMULATION, 12, "0.8-1", 7, 2),
            score(FROM_COVERAGE, 6, "all", 40, 4));

    @Test
    void theLeadIsTheNearestThatIsNoShorter() {
        assertThat(lead("2027-01-01")).isEqualTo(6);
        assertThat(lead("2027-02-19")).isEqualTo(6);
        assertThat(lead("2027-02-20")).isEqualTo(12);
        assertThat(OddsScores.of(published(1e27, "2027-08-20", 0.5), SCORES)).isEmpty();
        assertThat(OddsScores.longestHorizon(SIMULATION, SCORES)).isEqualTo(12);
        assertThat(OddsScores.longestHorizon("random-walk", SCORES)).isZero();
    }

    private static int lead(String before) {
        return OddsScores.of(published(1e27, before, 0.5), SCORES)
                .orElseThrow()
                .all()
                .key()
                .horizonMonths();
    }

    @Test
    void similarAnswersAreThoseOfTheSameRange() {
        assertThat(similar("2027-01-01", 0.59)).isEqualTo("0.4-0.6");
        assertThat(similar("2027-01-01", 0.6)).isEqualTo("0.6-0.8");
        assertThat(similar("2027-06-01", 1)).isEqualTo("0.8-1");
        assertThat(OddsScores.of(published(1e27, "2027-01-01", 0.1), SCORES)
                        .orElseThrow()
                        .similar())
                .isNull();
    }

    private static String similar(String before, double probability) {
        OddsReliability similar = OddsScores.of(published(1e27, before, probability), SCORES)
                .orElseThrow()
                .similar();
        return similar == null ? "none" : similar.key().probabilityRange();
    }

    @Test
    void rangesArePercentagesForReaders() {
        assertThat(OddsReliability.rangeInPercent("0.8-1.0")).isEqualTo("80% to 100%");
        assertThat(OddsReliability.rangeInPercent("0.0-0.2")).isEqualTo("0% to 20%");
        assertThat(OddsReliability.rangeInPercent(OddsReliability.ALL)).isEqualTo("all");
    }

    /** Only the probability of a forecast never reads as certain. */
    @Test
    void anObservedEventHasAProbabilityOfOne() {
        Odds forecast = published(1e27, "2027-01-01", 1);
        assertThat(forecast.writtenProbability()).isEqualTo(">99%");
        assertThat(new OddsAnswer(forecast, List.of(forecast))
                        .asObserved()
                        .odds()
                        .writtenProbability())
                .isEqualTo("100%");
    }

    @Test
    void threeWindowsAreNoEvidence() {
        assertThat(OddsScores.of(published(1e27, "2027-01-01", 0.5), SCORES)
                        .orElseThrow()
                        .all()
                        .isEvidence())
                .isTrue();
        assertThat(OddsScores.of(published(1e27, "2027-06-01", 0.5), SCORES)
                        .orElseThrow()
                        .all()
                        .isEvidence())
                .isFalse();
    }
}
