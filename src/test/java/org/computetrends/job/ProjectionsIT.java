package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.Decomposition;
import org.computetrends.domain.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the main job carries forward from the shipped data. */
class ProjectionsIT {

    /** Besiroglu, Heim and Sevilla 2022, medians of the largest run: met within half an order of magnitude. */
    @ParameterizedTest
    @CsvSource({"2025-01-01, 25.90", "2030-01-01, 28.67", "2040-01-01, 32.42"})
    void theReversionOf2022IsReproduced(LocalDate on, double published) {
        Projection projection = ShippedRuns.result("sevilla-2022").projections().projections().stream()
                .filter(each -> each.scenario().equals("reversion")
                        && each.cohort().equals("record")
                        && each.targetDate().equals(on))
                .findFirst()
                .orElseThrow();
        assertThat(Math.log10(projection.release().p50())).isCloseTo(published, within(0.5));
    }

    @Test
    void theLargestSoFarNeverFallsAndCrossingsGetNoLessLikely() {
        for (TrendJob.Result run : ShippedRuns.results()) {
            Map<String, List<Projection>> records = run.projections().projections().stream()
                    .filter(each -> each.cohort().equals("record"))
                    .collect(Collectors.groupingBy(each -> each.metric() + each.scenario()));
            records.values()
                    .forEach(series -> assertThat(series)
                            .extracting(each -> each.release().p50())
                            .isSorted());
            for (Crossing crossing : run.projections().crossings()) {
                assertThat(crossing.simulated().crossedBy().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(Map.Entry::getValue)
                                .toList())
                        .isSorted()
                        .allMatch(share -> share >= 0 && share <= 1);
            }
        }
    }

    @Test
    void aLimitNamesItselfWhereItBinds() {
        List<Projection> constrained = ShippedRuns.result("2026-05-02").projections().projections().stream()
                .filter(each ->
                        each.scenario().equals("constrained") && each.cohort().equals("record"))
                .toList();
        Projection last = constrained.get(constrained.size() - 1);
        assertThat(last.binding().constraint()).isNotNull();
        assertThat(last.binding().share()).isGreaterThan(0.9);
    }

    @Test
    void partsOfGrowthAddUp() {
        Map<String, List<Decomposition.Part>> byName =
                ShippedRuns.result("2026-05-02").projections().decompositions().stream()
                        .collect(Collectors.groupingBy(Decomposition.Part::decomposition));
        assertThat(byName).containsOnlyKeys("parameters-and-data", "spending-and-duration");
        byName.values().forEach(parts -> {
            assertThat(parts)
                    .extracting(part -> part.part().n())
                    .containsOnly(parts.get(0).whole().n());
            assertThat(parts.stream().mapToDouble(Decomposition.Part::share).sum())
                    .isCloseTo(1, within(1e-9));
            parts.forEach(part -> assertThat(part.share())
                    .isBetween(part.shareInterval().low(), part.shareInterval().high()));
        });
    }

    @Test
    void aScenarioIsABlockOfSettings() {
        TrendJob.Result run = ShippedRuns.run(
                ShippedRuns.RELEASES,
                "scenario",
                Optional.of("epoch-notable"),
                Map.ofEntries(
                        Map.entry("scenarios.halt", "{ kind = pace, metrics = [], slope-factor = 0 }"),
                        Map.entry("publishing.tables", "[projections]"),
                        Map.entry("fitting.replicates", "40"),
                        Map.entry("breakpoints.replicates", "0"),
                        Map.entry("projections.paths", "100")));
        List<Projection> halted = run.projections().projections().stream()
                .filter(each -> each.scenario().equals("halt") && each.cohort().equals("notable"))
                .toList();
        assertThat(halted.get(halted.size() - 1).release().p50())
                .isCloseTo(
                        halted.get(0).release().p50(),
                        within(halted.get(0).release().p50() * 1e-6));
    }
}
