package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.computetrends.TestDefaults.RULES;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PopulationRulesTest {
    private static final LocalDate VINTAGE = LocalDate.of(2026, 5, 2);

    @Test
    void releasesAreKnownUpToTheEarlierOfTheVintageAndTheLastDay() {
        assertThat(RULES.lastKnown(VINTAGE)).isEqualTo(VINTAGE);
        // The rule "to" is the day after the last.
        assertThat(RULES.with(draft -> draft.to = LocalDate.of(2025, 1, 1)).lastKnown(VINTAGE))
                .isEqualTo(LocalDate.of(2024, 12, 31));
        assertThat(RULES.with(draft -> draft.to = VINTAGE.plusDays(1)).lastKnown(VINTAGE))
                .isEqualTo(VINTAGE);
        assertThat(RULES.with(draft -> draft.to = VINTAGE).lastKnown(VINTAGE)).isEqualTo(VINTAGE.minusDays(1));
        assertThat(RULES.with(draft -> draft.to = VINTAGE.plusYears(1)).lastKnown(VINTAGE))
                .isEqualTo(VINTAGE);
    }
}
