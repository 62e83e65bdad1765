package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.Decomposition;
import org.computetrends.domain.MedianAndInterval;
import org.computetrends.domain.Projection;
import org.computetrends.domain.ResourceEstimate;
import org.computetrends.domain.RunResource;
import org.computetrends.domain.RunResources;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.Trend;
import org.computetrends.domain.ValuedRelease;
import org.computetrends.domain.WhatIf;
import org.computetrends.forecast.TrendProjector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** What the main job carries forward from the shipped data. */
class ProjectionsIT {

    /**
     * Besiroglu, Heim and Sevilla 2022: published medians of the largest run. Ours are within half an order of
     * magnitude.
     */
    @ParameterizedTest
    @CsvSource({"2025-01-01, 25.90", "2030-01-01, 28.67", "2040-01-01, 32.42"})
    void theReversionOf2022IsReproduced(LocalDate on, double published) {
        Projection projection = ShippedRuns.result("sevilla-2022").projections().projections().stream()
                .filter(each -> each.scenario().equals("reversion")
                        && each.cohort().equals("record")
                        && each.targetDate().equals(on))
                .findFirst()
                .orElseThrow();
        assertThat(projection.release().median()).isCloseTo(published, within(0.5));
    }

    @Test
    void theLargestSoFarNeverFallsAndCrossingsGetNoLessLikely() {
        for (TrendJob.Result run : ShippedRuns.results()) {
            Map<String, List<Projection>> records = run.projections().projections().stream()
                    .filter(each -> each.cohort().equals("record"))
                    .collect(Collectors.groupingBy(each -> each.metric() + each.scenario()));
            records.values()
                    .forEach(series -> assertThat(series)
                            .extracting(each -> each.release().median())
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
    void aBindingLimitIsNamed() {
        List<Projection> constrained = ShippedRuns.result("2026-05-02").projections().projections().stream()
                .filter(each ->
                        each.scenario().equals("constrained") && each.cohort().equals("record"))
                .toList();
        Projection last = constrained.stream()
                .max(Comparator.comparing(Projection::targetDate))
                .orElseThrow();
        assertThat(last.binding().limit()).isNotNull();
        // In nearly all paths: our bound.
        assertThat(last.binding().share()).isGreaterThan(0.9);
    }

    @Test
    void partsOfGrowthAddUp() {
        Map<String, List<Decomposition.Part>> byName =
                ShippedRuns.result("2026-05-02").projections().decompositions().stream()
                        .collect(Collectors.groupingBy(Decomposition.Part::decomposition));
        assertThat(byName)
                .containsOnlyKeys("parameters-and-data", "spending-and-duration", "hardware", "hardware-since-2018");
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

    /** {@code reference/decompositions.csv}, made by NumPy and SciPy: see decompositions.py. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/reference/decompositions.csv", numLinesToSkip = 1)
    void growthByHardwareAgreesWithNumPy(String vintage, String name, long n, double slope, double low, double high) {
        Trend trend = ShippedRuns.result(vintage).projections().decompositions().stream()
                .flatMap(part -> Stream.of(part.part(), part.whole())
                        .filter(each -> name.equals(part.decomposition() + " "
                                + each.specification().metric().id())))
                .findFirst()
                .orElseThrow();
        assertThat(trend.n()).isEqualTo(n);
        assertThat(trend.estimate().line().slope()).isCloseTo(slope, within(1e-9));
        assertThat(trend.estimate().interval().low()).isCloseTo(low, within(1e-9));
        assertThat(trend.estimate().interval().high()).isCloseTo(high, within(1e-9));
    }

    /** What GPT-4 and Grok 3 took is inside the 80% interval of one run of their compute, by resources.csv. */
    @ParameterizedTest
    @CsvSource({
        "Gen2, COST_AMORTIZED, 37334304.97662522",
        "Gen2, POWER, 19944368.125994273",
        "Gen3, COST_AMORTIZED, 217835545.52673388",
        "Gen3, POWER, 109948656.2019691"
    })
    void firstReleasesTookWhatARunOfTheirComputeTakes(String generation, RunResource resource, double took) {
        TrendProjector.Result projected = ShippedRuns.result("2026-08-19").projections();
        ValuedRelease first = projected.generations().stream()
                .filter(arrival -> arrival.generation().id().equals(generation)
                        && arrival.scenario().equals(Scenario.CONTINUE))
                .findFirst()
                .orElseThrow()
                .crossing()
                .firstObserved();
        ResourceEstimate estimate = projected.resourceFits().stream()
                .filter(fit -> fit.resource() == resource)
                .findFirst()
                .orElseThrow()
                .estimate(first.value(), first.publishedOn())
                .orElseThrow();
        assertThat(took).isBetween(estimate.low80(), estimate.high80());
    }

    /** Han et al. 2015: a third of AlexNet's compute. Sainath et al. 2013: 30 to 50% less training time. */
    @Test
    void whatIfsMultiplyTheComputeOfATokenAndTheTimeOfTraining() {
        Map<String, WhatIf.Effect> effects = ShippedRuns.result("2026-08-19").projections().whatIfs().stream()
                .filter(effect -> effect.arrival().generation().id().equals("Gen2")
                        && effect.arrival().scenario().equals(Scenario.CONTINUE))
                .collect(Collectors.toMap(effect -> effect.whatIf().id() + " " + effect.quantity(), effect -> effect));
        WhatIf.Effect pruned = effects.get("pruning INFERENCE_COMPUTE");
        RunResources resources = pruned.arrival().resources();
        assertThat(pruned.without().median())
                .isEqualTo(2 * resources.parameters().median());
        assertThat(pruned.with().median()).isEqualTo(0.333 * pruned.without().median());
        WhatIf.Effect factorized = effects.get("low-rank-factorization TRAINING_TIME");
        assertThat(factorized.without()).isEqualTo(resources.amount(RunResource.DURATION));
        assertThat(factorized.factor()).isEqualTo(new MedianAndInterval(0.6, 0.5, 0.7));
        assertThat(factorized.with().median())
                .isEqualTo(0.6 * factorized.without().median());
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
        // Equal up to rounding: with growth they would differ by orders of magnitude.
        assertThat(halted.get(halted.size() - 1).release().median())
                .isCloseTo(halted.get(0).release().median(), within(4e-7));
    }
}
