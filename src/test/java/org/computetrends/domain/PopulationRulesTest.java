package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PopulationRulesTest {
    private static final LocalDate VINTAGE = LocalDate.of(2026, 5, 2);

    private static final PopulationRules UNBOUNDED = new PopulationRules(
            new TimeScale(365.25, 30.4375),
            DateImputation.MIDDLE,
            null,
            null,
            new ZScoreRule(364, -2, 0.76, LocalDate.of(2015, 9, 1)),
            OutlierRule.KEEP,
            10,
            LocalDate.of(2010, 1, 1),
            true,
            2,
            Families.NONE);

    @Test
    void releasesAreKnownUpToTheVintageOrTheLastDayOfTheAnalysis() {
        assertThat(UNBOUNDED.lastKnown(VINTAGE)).isEqualTo(VINTAGE);
        // The end itself is no part of the analysis.
        assertThat(UNBOUNDED.with(draft -> draft.to = LocalDate.of(2025, 1, 1)).lastKnown(VINTAGE))
                .isEqualTo(LocalDate.of(2024, 12, 31));
        assertThat(UNBOUNDED.with(draft -> draft.to = VINTAGE.plusDays(1)).lastKnown(VINTAGE))
                .isEqualTo(VINTAGE);
        assertThat(UNBOUNDED.with(draft -> draft.to = VINTAGE).lastKnown(VINTAGE))
                .isEqualTo(VINTAGE.minusDays(1));
        assertThat(UNBOUNDED.with(draft -> draft.to = VINTAGE.plusYears(1)).lastKnown(VINTAGE))
                .isEqualTo(VINTAGE);
    }
}
