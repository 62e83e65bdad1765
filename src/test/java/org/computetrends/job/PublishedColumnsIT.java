package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.computetrends.ReferenceRows;
import org.computetrends.TestSession;
import org.junit.jupiter.api.Test;

/**
 * Columns of published tables against R, whose scripts are beside the numbers in {@code src/test/resources/reference}:
 * each published column has the number of the reference column with its meaning.
 */
class PublishedColumnsIT {
    private static final Map<String, String> OUTPUTS = Map.of(
            "2026-05-02", "out", "2025-06-20", "out", "sevilla-2022", "out-sevilla", "epoch-notable", "out-epoch");

    private static final Map<String, List<Row>> TABLES = new HashMap<>();

    @Test
    void trendsHaveTheLinesOfR() {
        for (Map<String, String> expected : ReferenceRows.of("trends.csv")) {
            String run = expected.get("vintage");
            Row trend = row(run, "trends", keyOf(expected, "exponential"));
            requireColumns(
                    trend,
                    expected,
                    1e-8,
                    "n",
                    "slope slope_oom_per_year",
                    "slope_se",
                    "doubling doubling_time_months",
                    "start start_value",
                    "end end_value",
                    "r_squared",
                    "residual_sd residual_sd_oom",
                    "aicc",
                    "bic");
            Map<String, Object> classical = keyOf(expected, "exponential");
            classical.put("method", "OLS");
            requireColumns(
                    row(run, "intervals", classical),
                    expected,
                    1e-8,
                    "slope_se",
                    "ci95_low slope_ci95_low",
                    "ci95_high slope_ci95_high",
                    "doubling_low doubling_time_ci95_low",
                    "doubling_high doubling_time_ci95_high");
        }
    }

    @Test
    void trendsAndInfluenceHaveTheUncertaintyOfR() {
        for (Map<String, String> expected : ReferenceRows.of("uncertainty.csv")) {
            String run = expected.get("vintage");
            requireColumns(
                    row(run, "trends", keyOf(expected, "exponential")),
                    expected,
                    1e-8,
                    "clusters n_clusters",
                    "se_hc3 slope_se_hc3",
                    "se_cluster slope_se_cluster",
                    "theil_sen theil_sen_slope_oom_per_year",
                    "max_cook max_cooks_distance",
                    "slope_without slope_without_it_oom_per_year",
                    "loo loo_log_score");
            Map<String, Object> first = keyOf(expected, "exponential");
            first.remove("growth_model");
            first.put("rank", 1);
            requireColumns(
                    row(run, "influence", first),
                    expected,
                    1e-8,
                    "max_cook cooks_distance",
                    "slope_without slope_without_it_oom_per_year");
        }
    }

    /** The logistic's optimum is flat, so its curve is known to fewer digits. */
    @Test
    void trendsHaveTheShapesOfR() {
        for (Map<String, String> expected : ReferenceRows.of("growth.csv")) {
            Row trend = row(expected.get("run"), "trends", keyOf(expected, expected.get("growth_model")));
            requireColumns(
                    trend,
                    expected,
                    1e-6,
                    "n",
                    "k n_parameters",
                    "aicc",
                    "bic",
                    "loo_log_score",
                    "end_slope end_slope_oom_per_year");
            assertThat(Math.log10(trend.<Double>getAs("start_value")))
                    .isCloseTo(Double.parseDouble(expected.get("start_value_log10")), within(1e-4));
            assertThat(Math.log10(trend.<Double>getAs("end_value")))
                    .isCloseTo(Double.parseDouble(expected.get("end_value_log10")), within(1e-4));
        }
    }

    @Test
    void breakpointsHaveTheTestsOfR() {
        for (Map<String, String> expected : ReferenceRows.of("supf.csv")) {
            Map<String, Object> key = keyOf(expected, "exponential");
            key.remove("growth_model");
            key.put("form", expected.get("form").equals("jump") ? "discontinuous" : "continuous");
            key.put("n_kinks", 1);
            key.put("kink", 1);
            Row tested = row(expected.get("run"), "breakpoints", key);
            requireColumns(tested, expected, 1e-8, "n", "sup_f");
            // Both are bootstraps, of 4,999 and 999 replicates: five standard errors near 0.1.
            assertThat(tested.<Double>getAs("p_value"))
                    .isCloseTo(Double.parseDouble(expected.get("p_bootstrap")), within(0.05));
            assertThat(tested.<Double>getAs("cluster_p_value"))
                    .isCloseTo(Double.parseDouble(expected.get("p_cluster")), within(0.05));
        }
    }

    @Test
    void comparisonsHaveTheTestsOfR() {
        int comparedByCr3 = 0;
        for (Map<String, String> expected : ReferenceRows.of("comparisons.csv")) {
            List<String> sides = sidesAsPublished(expected);
            Row compared = row(expected.get("run"), "comparisons", comparisonOf(expected, sides));
            double sign = sides.get(0).equals("first") ? 1 : -1;
            assertThat(sign * compared.<Double>getAs("slope_difference"))
                    .isCloseTo(Double.parseDouble(expected.get("difference")), within(1e-8));
            requireColumns(
                    compared,
                    expected,
                    1e-6,
                    "n_" + sides.get(0) + " n",
                    "n_" + sides.get(1) + " other_n",
                    "n_shared",
                    "se",
                    "df degrees_of_freedom",
                    "p p_value",
                    "se_cluster",
                    "df_cluster cluster_degrees_of_freedom",
                    "p_cluster cluster_p_value",
                    "se_cr3",
                    "df_cr3 cr3_degrees_of_freedom",
                    "p_cr3 cr3_p_value");
            if (compared.<String>getAs("method").equals("CR3")) {
                comparedByCr3++;
                requireColumns(
                        compared,
                        expected,
                        1e-6,
                        "se_cr3 method_se",
                        "df_cr3 method_degrees_of_freedom",
                        "p_cr3 method_p_value");
            }
            for (String interval : List.of("ci95", "cluster_ci95", "cr3_ci95", "method_ci95", "bootstrap95")) {
                assertThat(compared.<Double>getAs("slope_difference"))
                        .as(interval)
                        .isStrictlyBetween(compared.getAs(interval + "_low"), compared.getAs(interval + "_high"));
            }
        }
        assertThat(comparedByCr3).isPositive();
    }

    /** The sides of the reference, in the order of the published comparison. */
    private static List<String> sidesAsPublished(Map<String, String> expected) {
        List<String> sides = List.of("first", "second");
        boolean isSameOrder = !rows(expected.get("run"), "comparisons", comparisonOf(expected, sides))
                .isEmpty();
        return isSameOrder ? sides : List.of("second", "first");
    }

    private static Map<String, Object> comparisonOf(Map<String, String> expected, List<String> sides) {
        return Map.of(
                "metric", "training_compute",
                "cohort", expected.get(sides.get(0) + "_cohort"),
                "era", expected.get(sides.get(0) + "_era"),
                "other_cohort", expected.get(sides.get(1) + "_cohort"),
                "other_era", expected.get(sides.get(1) + "_era"));
    }

    private static Map<String, Object> keyOf(Map<String, String> expected, String growthModel) {
        return new LinkedHashMap<>(Map.of(
                "metric",
                "training_compute",
                "cohort",
                expected.get("cohort"),
                "era",
                expected.get("era"),
                "growth_model",
                growthModel));
    }

    /** The one row of a run's table with these values. */
    private static Row row(String run, String table, Map<String, Object> key) {
        List<Row> found = rows(run, table, key);
        assertThat(found).as(run + " " + table + " " + key).hasSize(1);
        return found.get(0);
    }

    private static List<Row> rows(String run, String table, Map<String, Object> key) {
        Object vintage = ShippedRuns.result(run).vintage();
        List<Row> rows = TABLES.computeIfAbsent(
                OUTPUTS.get(run) + "/tables/" + table + "/vintage=" + vintage,
                path -> TestSession.collect(TestSession.get()
                        .read()
                        .parquet(ShippedRuns.folder().resolve(path).toString())));
        return rows.stream()
                .filter(each ->
                        key.entrySet().stream().allMatch(cell -> cell.getValue().equals(each.getAs(cell.getKey()))))
                .toList();
    }

    /** Compares columns. A column is given as the reference's name and ours, or as one word if the names are equal. */
    private static void requireColumns(Row row, Map<String, String> expected, double digits, String... columns) {
        for (String column : columns) {
            String[] names = column.split(" ", -1);
            double value = Double.parseDouble(expected.get(names[0]));
            Number ours = row.getAs(names[names.length - 1]);
            assertThat(ours.doubleValue())
                    .as(column + " of " + expected)
                    .isCloseTo(value, within(digits * Math.abs(value)));
        }
    }
}
