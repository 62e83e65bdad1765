package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the models and macros of {@code jobs/dbt}, on the tables of two runs, with the tables themselves. */
@Tag("slow")
class DbtModelsIT {

    @Test
    void everyModelHasTheSameRowsInDuckDbAndInPostgres() throws Exception {
        // A model must not have the name of a table.
        assertThat(DbtProject.models())
                .hasSize(6)
                .doesNotContainAnyElementsOf(
                        DbtWarehouse.TABLES.stream().map(Table::name).toList());
        for (String model : DbtProject.models()) {
            List<Map<String, Object>> rows =
                    DbtWarehouse.rows(DbtWarehouse.all().get(0), "SELECT * FROM " + DbtProject.ref(model));
            assertThat(rows).as(model).isNotEmpty();
            assertThat(DbtWarehouse.rows(DbtWarehouse.duckDb(), "SELECT * FROM " + DbtProject.ref(model)))
                    .as(model)
                    .containsExactlyInAnyOrderElementsOf(rows);
        }
    }

    @Test
    void theCurrentTrendIsThatOfTheNewestVintage() throws Exception {
        Map<List<Object>, Object> expected = new LinkedHashMap<>();
        for (Row row : DbtWarehouse.parquet("trends")
                .where("growth_model = 'exponential'")
                .select("metric", "cohort", "era", "doubling_time_months")
                .collectAsList()) {
            expected.put(List.of(row.get(0), row.get(1), row.get(2)), row.get(3));
        }
        assertThat(byKey("current_trend_by_cohort", "doubling_time_months", "metric", "cohort", "era"))
                .isEqualTo(expected);
    }

    @Test
    void doublingTimesOfAllVintagesEndWithTheCurrentOne() throws Exception {
        Map<List<Object>, Object> now =
                byKey("current_trend_by_cohort", "doubling_time_months", "metric", "cohort", "era");
        List<Map<String, Object>> rows = DbtWarehouse.rows(
                DbtWarehouse.duckDb(),
                "SELECT * FROM " + DbtProject.ref("doubling_time_over_vintages")
                        + " ORDER BY metric, cohort, era, values_vintage");
        Map<List<Object>, Double> before = new LinkedHashMap<>();
        int newestCount = 0;
        int changes = 0;
        for (Map<String, Object> row : rows) {
            List<Object> trend = List.of(row.get("metric"), row.get("cohort"), row.get("era"));
            Double doubling = (Double) row.get("doubling_time_months");
            Double last = before.get(trend);
            assertThat(row.get("change_months")).isEqualTo(doubling == null || last == null ? null : doubling - last);
            changes += last == null ? 0 : 1;
            if (row.get("values_vintage").equals(DbtWarehouse.NEWEST)) {
                // The two tables add up the same values in another order.
                assertThat(isSame(doubling, (Double) now.get(trend)))
                        .as(trend.toString())
                        .isTrue();
                newestCount++;
            }
            before.put(trend, doubling);
        }
        assertThat(newestCount).isPositive();
        assertThat(changes).isGreaterThan(newestCount);
    }

    @Test
    void currentCrossingsAreOfTheForecastWhoseScoresTheyShow() throws Exception {
        Map<List<Object>, Row> forecasts =
                DbtWarehouse.parquet("forecast_crossings").where("is_default").collectAsList().stream()
                        .collect(Collectors.toMap(
                                row -> List.of(row.getAs("metric"), row.getAs("target"), row.getAs("threshold")),
                                row -> row));
        int datedRecords = 0;
        for (Map<String, Object> row :
                DbtWarehouse.rows(DbtWarehouse.duckDb(), "SELECT * FROM " + DbtProject.ref("crossings_now"))) {
            Row forecast = row.get("scenario").equals("continue")
                    ? forecasts.get(List.of(row.get("metric"), row.get("cohort"), row.get("threshold")))
                    : null;
            assertThat(row.get("backtest_method")).isEqualTo(forecast == null ? null : forecast.getAs("method"));
            if (forecast != null) {
                assertThat(row.get("real_time_coverage80")).isEqualTo(forecast.getAs("real_time_coverage80"));
                if (row.get("status").equals("DATED") && row.get("cohort").equals("record")) {
                    assertThat(row.get("simulated_median"))
                            .isEqualTo(forecast.getAs("median_date").toString());
                    datedRecords++;
                }
            }
        }
        assertThat(datedRecords).isPositive();
    }

    @Test
    void forecastsAreTheDefaultAndUpToThreeWindowsAreNoEvidence() throws Exception {
        List<Map<String, Object>> rows = DbtWarehouse.rows(
                DbtWarehouse.duckDb(), "SELECT * FROM " + DbtProject.ref("forecast_with_track_record"));
        assertThat(rows).hasSize((int) DbtWarehouse.parquet("forecasts")
                .where("is_default AND scenario = 'continue'")
                .count());
        for (String prefix : List.of("real_time", "backtest")) {
            for (Map<String, Object> row : rows) {
                Long windows = (Long) row.get(prefix + "_windows");
                assertThat(row.get(prefix + "_is_evidence"))
                        .isEqualTo(windows != null && windows > BacktestSummary.NO_EVIDENCE_WINDOWS);
            }
            assertThat(rows).extracting(row -> row.get(prefix + "_is_evidence")).contains(true, false);
        }
    }

    @Test
    void everyClaimIsCheckedOnce() throws Exception {
        List<Object> ids = TestSession.get()
                .read()
                .option("header", true)
                .option("multiLine", true)
                .csv("data/claims.csv")
                .collectAsList()
                .stream()
                .map(row -> row.getAs("claim_id"))
                .toList();
        assertThat(DbtWarehouse.rows(DbtWarehouse.duckDb(), "SELECT * FROM " + DbtProject.ref("claims_checked")))
                .extracting(row -> row.get("claim_id"))
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @ParameterizedTest
    @CsvSource({"2025-06-19,", "2025-06-20, 2025-06-20", "2026-08-18, 2025-06-20", "2026-08-19, 2026-08-19"})
    void aDayShowsTheNewestVintageOfThatDay(String day, String vintage) throws Exception {
        for (Connection connection : DbtWarehouse.all()) {
            String rows = DbtProject.macro(
                    "rows_as_of", Map.of("relation", DbtProject.source("trends"), "day", "DATE '" + day + "'"));
            List<Map<String, Object>> counted = DbtWarehouse.rows(
                    connection, "SELECT vintage, count(*) AS n FROM " + rows + " AS rows_then GROUP BY vintage");
            assertThat(counted)
                    .isEqualTo(
                            vintage == null
                                    ? List.of()
                                    : List.of(Map.of("vintage", vintage, "n", DbtWarehouse.count("trends", vintage))));
        }
    }

    /** The vintage of 2025 is published last, because it was filled in or made again. It is never the newest. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-01 00:00,",
        "2026-02-01 00:00, 2024-01-01",
        "2026-02-28 00:00, 2024-01-01",
        "2026-03-01 00:00, 2026-01-01",
        "2026-06-01 00:00, 2026-01-01"
    })
    void anInstantShowsTheNewestVintagePublishedByThen(String instant, String vintage) throws Exception {
        for (Connection connection : DbtWarehouse.all()) {
            connection.setAutoCommit(false);
            try {
                DbtWarehouse.execute(connection, "CREATE SCHEMA filled_in");
                DbtWarehouse.execute(
                        connection,
                        "CREATE TABLE filled_in.runs AS SELECT * FROM (VALUES"
                                + " (DATE '2024-01-01', 'a', TIMESTAMP WITH TIME ZONE '2026-02-01 00:00:00+00'),"
                                + " (DATE '2025-01-01', 'b', TIMESTAMP WITH TIME ZONE '2026-04-01 00:00:00+00'),"
                                + " (DATE '2026-01-01', 'c', TIMESTAMP WITH TIME ZONE '2026-03-01 00:00:00+00'))"
                                + " AS runs (vintage, run_id, finished)");
                DbtWarehouse.execute(
                        connection,
                        "CREATE VIEW filled_in.as_of AS "
                                + DbtProject.model("as_of").replace(DbtProject.source("runs"), "filled_in.runs"));
                String rows = DbtProject.macro(
                                "rows_published_as_of",
                                Map.of(
                                        "relation",
                                        "filled_in.runs",
                                        "instant",
                                        "TIMESTAMP WITH TIME ZONE '" + instant + ":00+00'"))
                        .replace(DbtProject.ref("as_of"), "filled_in.as_of");
                assertThat(DbtWarehouse.rows(connection, "SELECT vintage FROM " + rows + " AS rows_then"))
                        .isEqualTo(vintage == null ? List.of() : List.of(Map.of("vintage", vintage)));
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static Map<List<Object>, Object> byKey(String model, String value, String... key) throws Exception {
        Map<List<Object>, Object> values = new LinkedHashMap<>();
        for (Map<String, Object> row :
                DbtWarehouse.rows(DbtWarehouse.duckDb(), "SELECT * FROM " + DbtProject.ref(model))) {
            values.put(Stream.of(key).map(row::get).toList(), row.get(value));
        }
        return values;
    }

    private static boolean isSame(Double left, Double right) {
        return (left == null || right == null)
                ? Objects.equals(left, right)
                : Math.abs(left - right) <= 1e-12 * Math.abs(right);
    }
}
