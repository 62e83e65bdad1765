package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.computetrends.domain.Trend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures that were published, on the vintages that they were made from, or the nearest shipped ones. */
class PublishedFiguresIT {

    /** Sevilla et al. 2022: 21.3 months on 19 systems before 2010. {@code reference/claims.csv}: 21.27. */
    @Test
    void theDoublingTimeOfSevilla2022IsReproduced() {
        Trend before = run("2022-02-13", Optional.of("sevilla-2022"), Map.of(), "all", "pre-deep-learning");
        assertThat(before.n()).isEqualTo(19);
        assertThat(before.estimate().doublingTime().months()).isCloseTo(21.27, within(0.005));
    }

    /** Epoch AI in October 2024: 4.1 times a year. Ordinary least squares on the published file: 4.148. */
    @Test
    void growthOfNotableModelsOfMay2024IsReproducedIfOnlyWrongValuesAreLeftOut() {
        Trend notable = run(
                "2024-05-26",
                Optional.empty(),
                Map.of("curation.excluded-confidence", "[wrong]", "curation.reject-marked-excluded", "false"),
                "notable",
                "deep-learning");
        assertThat(notable.n()).isEqualTo(356);
        assertThat(growth(notable)).isCloseTo(4.148, within(0.0005));
    }

    /** Ordinary least squares on the published files. Epoch AI 2024 published 5.3 for the frontier of 2023-12-14. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "2023-12-14, frontier, 90, 5.268",
        "2025-05-20, notable, 429, 4.652",
        "2025-06-20, notable, 428, 4.679",
        "2025-11-01, notable, 445, 4.313",
        "2026-08-19, notable, 473, 4.274"
    })
    void growthOfOlderVintagesAgreesWithTheirPublishedFiles(String vintage, String cohort, long n, double growth) {
        ShippedRuns.result("2026-08-19");
        List<Row> rows = TestSession.get()
                .read()
                .parquet(ShippedRuns.folder() + "/out-all/tables/trend_history")
                .filter("metric = 'training_compute' and era = 'deep-learning' and variant = 'baseline'")
                .filter("cohort = '" + cohort + "' and values_vintage = date'" + vintage + "'")
                .collectAsList();
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).<Long>getAs("n")).isEqualTo(n);
        assertThat(rows.get(0).<Double>getAs("growth_factor_per_year")).isCloseTo(growth, within(0.0005));
    }

    private static Trend run(
            String vintage, Optional<String> preset, Map<String, String> settings, String cohort, String era) {
        Map<String, String> allSettings = new LinkedHashMap<>(settings);
        allSettings.put("vintage", vintage);
        allSettings.put("publishing.tables", "[trends]");
        allSettings.put("fitting.replicates", "40");
        allSettings.put("breakpoints.replicates", "0");
        allSettings.put("fitting.growth-models", "[]");
        allSettings.put("projections.paths", "100");
        return ShippedRuns.run(ShippedRuns.EVERY_VINTAGE, "out-" + vintage, preset, allSettings).trends().stream()
                .filter(trend -> trend.specification().metric().id().equals("training_compute")
                        && trend.specification().cohort().id().equals(cohort)
                        && trend.specification().era().id().equals(era))
                .findFirst()
                .orElseThrow();
    }

    private static double growth(Trend trend) {
        return Math.pow(10, trend.estimate().line().slope());
    }
}
