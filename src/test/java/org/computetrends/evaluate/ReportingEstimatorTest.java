package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.computetrends.population.LoadedReleases.COMPUTE;
import static org.computetrends.population.LoadedReleases.release;
import static org.computetrends.population.LoadedReleases.vintage;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.computetrends.domain.Metric;
import org.computetrends.domain.ReportedYear;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.LoadedVintage;
import org.junit.jupiter.api.Test;

class ReportingEstimatorTest {
    @Test
    void aRenamedReleaseCountsAsListedByTheOlderVintage() {
        LoadedVintage then = vintage(
                "2024-01-01",
                release("gpt-4", "2023-03-14", 2e25, "OpenAI"),
                release("claude", "2023-03-14", Double.NaN, "Anthropic"));
        LoadedVintage now = vintage(
                "2025-01-01",
                release("gpt-4 (mar 2023)", "2023-03-15", 2e25, "OpenAI"),
                release("claude", "2023-03-14", 1e24, "Anthropic"),
                release("llama", "2023-02-24", 5e23, "Meta"));
        ReportingEstimator estimator = new ReportingEstimator(
                List.of(new Metric(COMPUTE, "Training compute", "FLOP", COMPUTE)),
                TimeScale.JULIAN,
                new ReportingRule(5, 0.5));
        List<ReportedYear> years = estimator.estimate(
                estimator.survey(now.releases(), now.date()),
                now,
                MatchedVintage.of(List.of(then), now, new ReleaseIdentity(List.of(COMPUTE), Set.of(COMPUTE))));
        // Three releases of 2023 have a value now. The older vintage lists gpt-4 and claude, with the value of gpt-4.
        assertThat(years)
                .filteredOn(year -> year.valuesVintage().equals(LocalDate.of(2024, 1, 1)))
                .extracting(ReportedYear::knownEarlier)
                .containsExactly(
                        new ReportedYear.KnownEarlier(/* valued= */ 3, /* listedThen= */ 2, /* valuedThen= */ 1));
    }
}
