package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.assertj.core.data.Offset;
import org.computetrends.ReferenceRows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What runs take, on the shipped data: every number is that of {@code reference/resources.py} (NumPy and SciPy). Each
 * generation here begins at the compute of a well-known run, so its estimate is for that run.
 */
class ResourcesIT {
    private static final Map<String, String> RUNS = Map.of(
            "GPT-4 (Mar 2023)", "gpt-4 (mar 2023)",
            "Grok 3", "grok 3",
            "Grok 4", "grok 4");

    private static List<Map<String, String>> expected;

    @BeforeAll
    static void run() {
        expected = ReferenceRows.of("resources.csv");
        ShippedRuns.run(
                ShippedRuns.EVERY_VINTAGE,
                "out-resources",
                Optional.empty(),
                // Grok 4's compute is 5.0000000000001e26 in the database.
                Map.of(
                        "generations.definitions",
                        "[{id = GPT-4, compute-from = 2.1e25, compute-to = 3e25, cost-from = null, cost-to = null},"
                                + "{id = Grok 3, compute-from = 3.5e26, compute-to = 4e26, cost-from = null, cost-to = null},"
                                + "{id = Grok 4, compute-from = 5.0000000000001e26, compute-to = 1e27, cost-from = null, cost-to = null}]",
                        "fitting.replicates",
                        "0",
                        "fitting.growth-models",
                        "[]",
                        "breakpoints.replicates",
                        "0",
                        "projections.paths",
                        "100",
                        "publishing.tables",
                        "[resource_fits, resource_estimates]"));
    }

    private static Row only(String table, String condition) {
        List<Row> rows =
                ShippedRuns.table("out-resources", table).where(condition).collectAsList();
        assertThat(rows).as(table + " where " + condition).hasSize(1);
        return rows.get(0);
    }

    private static double number(Map<String, String> row, String name) {
        return Double.parseDouble(row.get(name));
    }

    private static Offset<Double> nearly(double value) {
        return within(1e-9 * Math.abs(value) + 1e-12);
    }

    @Test
    void fitsAgreeWithNumPy() {
        Map<String, String> columns = Map.ofEntries(
                Map.entry("intercept", "intercept_oom"),
                Map.entry("slope", "slope_oom_per_year"),
                Map.entry("slope_se", "slope_se_cr3"),
                Map.entry("elasticity", "elasticity"),
                Map.entry("elasticity_se", "elasticity_se_cr3"),
                Map.entry("sd", "residual_sd_oom"),
                Map.entry("rmse", "left_out_rmse_oom"),
                Map.entry("p", "left_out_coverage80_p_value"),
                Map.entry("largest", "largest_mean_residual_oom"),
                Map.entry("margin80", "margin80"),
                Map.entry("margin95", "margin95"));
        for (Map<String, String> row : expected) {
            Row fit = only("resource_fits", "resource = '" + row.get("resource") + "'");
            assertThat(fit.<Long>getAs("n")).isEqualTo((long) number(row, "n"));
            assertThat(fit.<Long>getAs("n_organizations")).isEqualTo((long) number(row, "organizations"));
            assertThat(fit.<Double>getAs("left_out_coverage80")).isEqualTo(number(row, "inside") / number(row, "n"));
            // Fewer than 50 runs are few.
            assertThat(fit.<String>getAs("status")).isEqualTo(number(row, "n") < 50 ? "FEW_RUNS" : "FITTED");
            columns.forEach((theirs, ours) -> assertThat(fit.<Double>getAs(ours))
                    .as(row.get("resource") + " " + ours)
                    .isCloseTo(number(row, theirs), nearly(number(row, theirs))));
        }
    }

    @Test
    void wellKnownRunsLieWithinTheir80PercentIntervals() {
        for (Map<String, String> row : expected) {
            Row estimate = only(
                    "resource_estimates",
                    "scenario = 'continue' and resource = '" + row.get("resource") + "' and nearest_release = '"
                            + RUNS.get(row.get("model")) + "' and nearest_compute_flop = compute_flop");
            Map.of("estimate", "estimate", "ci80_low", "low80", "ci80_high", "high80")
                    .forEach((ours, theirs) -> assertThat(estimate.<Double>getAs(ours))
                            .isCloseTo(number(row, theirs), nearly(number(row, theirs))));
            assertThat(estimate.<Double>getAs("nearest_value"))
                    .isCloseTo(number(row, "actual"), nearly(number(row, "actual")))
                    .isBetween(estimate.getAs("ci80_low"), estimate.getAs("ci80_high"));
        }
    }
}
