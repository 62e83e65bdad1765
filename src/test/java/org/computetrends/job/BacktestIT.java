package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.computetrends.ReferenceRows;
import org.computetrends.TestSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Backtests and reporting on the data that the project ships. */
class BacktestIT {
    private static final LocalDate NEWEST = LocalDate.of(2026, 5, 2);
    private static final List<String> QUANTILES = List.of("p02_5", "p10", "p25", "p50", "p75", "p90", "p97_5");

    private static List<Row> backtests;
    private static List<Row> summaries;

    @BeforeAll
    static void runTheNewestVintage() {
        ShippedRuns.result("2026-05-02");
        backtests = rows("out", "backtests");
        summaries = rows("out", "backtest_summary");
    }

    private static List<Row> rows(String run, String table) {
        return TestSession.collect(TestSession.get()
                .read()
                .parquet(ShippedRuns.folder() + "/" + run + "/tables/" + table + "/vintage=" + NEWEST));
    }

    /** {@code reference/backtest.csv}, made by numpy and scipy from the published file: see backtest.py. */
    @Test
    void forecastsAgreeWithScipy() {
        for (Map<String, String> expected : ReferenceRows.of("backtest.csv")) {
            int months = 12 * Integer.parseInt(expected.get("horizon_years"));
            Row row = backtests.stream()
                    .filter(each -> isOf(each, expected.get("method"), expected.get("target"), months, NEWEST)
                            && each.getAs("origin").toString().equals(expected.get("origin")))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.<Long>getAs("n")).isEqualTo(Long.parseLong(expected.get("n")));
            assertThat(row.<String>getAs("status")).isEqualTo("SCORED");
            Stream.concat(QUANTILES.stream(), Stream.of("actual", "error", "crps"))
                    .forEach(column -> assertThat(row.<Double>getAs(column))
                            .as("%s of %s", column, expected)
                            .isCloseTo(Double.parseDouble(expected.get(column)), within(1e-8)));
        }
    }

    /** Means over all origins of each, by numpy and scipy: see {@code reference/backtest.py}. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/reference/backtest-means.csv", numLinesToSkip = 1)
    void meansAreOverAllOriginsOfAMethod(
            String method, String target, long origins, double bias, double crps, double coverage80) {
        Row row = summary(method, target);
        assertThat(row.<Long>getAs("n")).isEqualTo(origins);
        assertThat(row.<Double>getAs("bias")).isCloseTo(bias, within(1e-8));
        assertThat(row.<Double>getAs("crps")).isCloseTo(crps, within(1e-8));
        assertThat(row.<Double>getAs("coverage80")).isCloseTo(coverage80, within(1e-12));
    }

    /** Made by numpy and scipy from the published file: see {@code reference/backtest.py}. */
    @Test
    void forecastsMadeNowAgreeWithScipy() {
        for (Map<String, String> expected : ReferenceRows.of("forecasts.csv")) {
            Row row = only(
                    rows("out", "forecasts"),
                    each -> each.<String>getAs("method").equals("frontier-line-5y")
                            && each.<String>getAs("target").equals(expected.get("target"))
                            && each.getAs("target_date").toString().equals(expected.get("target_date")));
            assertThat(row.<Boolean>getAs("is_default")).isFalse();
            assertThat(row.<Long>getAs("n")).isEqualTo(Long.parseLong(expected.get("n")));
            for (String column : QUANTILES) {
                // SciPy's t quantiles of before 1.11 are off by up to 4e-10, in log10.
                assertThat(row.<Double>getAs(column) / Double.parseDouble(expected.get(column)))
                        .as("%s of %s", column, expected)
                        .isCloseTo(1, within(1e-7));
            }
        }
    }

    /** Found day by day by numpy: see {@code reference/backtest.py}. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/reference/forecast-crossings.csv", numLinesToSkip = 1)
    void crossingsAgreeWithNumpy(String target, double threshold, LocalDate date) {
        Row row = only(
                rows("out", "forecast_crossings"),
                each -> each.<String>getAs("method").equals("frontier-line-5y")
                        && each.<String>getAs("target").equals(target)
                        && each.<Double>getAs("threshold") == threshold);
        // The record's p50 is above 1e27 on the vintage's day, and no release is: the crossing is due on that day.
        boolean isDue = date.equals(NEWEST);
        assertThat(row.<String>getAs("status")).isEqualTo(isDue ? "DUE" : "DATED");
        assertThat(row.<LocalDate>getAs("median_date")).isEqualTo(date);
    }

    @Test
    void projectionsHaveTheScoresOfTheirTargetsDefaultForecast() {
        List<Row> projections = rows("out", "projections");
        Row near = only(projections, row -> isProjection(row, "record", "continue", LocalDate.of(2029, 1, 1)));
        assertThat(near.<String>getAs("backtest_method")).isEqualTo("simulation-from-coverage");
        assertThat(near.<Integer>getAs("backtest_horizon_months")).isEqualTo(36);
        assertThat(near.<Double>getAs("backtest_bias"))
                .isEqualTo(summary("simulation-from-coverage", "record").<Double>getAs("bias"));
        // No backtest reaches 2029-07-01.
        Row far = only(projections, row -> isProjection(row, "record", "continue", LocalDate.of(2029, 7, 1)));
        assertThat(far.<String>getAs("backtest_method")).isEqualTo("simulation-from-coverage");
        assertThat(far.<Double>getAs("backtest_bias")).isNull();
        // Other scenarios and cohorts have no default forecast.
        for (Row row : List.of(
                only(projections, each -> isProjection(each, "record", "slowdown", LocalDate.of(2029, 1, 1))),
                only(projections, each -> isProjection(each, "notable", "continue", LocalDate.of(2029, 1, 1))))) {
            assertThat(row.<String>getAs("backtest_method")).isNull();
            assertThat(row.<Double>getAs("backtest_bias")).isNull();
        }
    }

    private static boolean isProjection(Row row, String cohort, String scenario, LocalDate date) {
        return row.<String>getAs("metric").equals("training_compute")
                && row.<String>getAs("cohort").equals(cohort)
                && row.<String>getAs("scenario").equals(scenario)
                && row.<LocalDate>getAs("target_date").equals(date);
    }

    @Test
    void theManifestNamesTheDefaultsThatTheSettingsFix() throws IOException {
        JsonNode defaultForecasts = new ObjectMapper()
                .readTree(Files.readString(ShippedRuns.folder().resolve("out/current/manifests/2026-05-02.json")))
                .get("defaultForecasts");
        for (String target : List.of("frontier", "record")) {
            // Coverage ended in August 2025, more than 180 days before the vintage's day.
            assertThat(defaultForecasts.get(target).get("method").asText()).isEqualTo("simulation-from-coverage");
            assertThat(defaultForecasts.get(target).get("benchmark").asText()).isEqualTo("frontier-line-5y");
        }
    }

    @Test
    void anOlderVintageForecastsFromItsOwnValues() {
        List<Row> then = backtests.stream()
                .filter(row -> row.<LocalDate>getAs("values_vintage").equals(LocalDate.of(2022, 5, 3)))
                .toList();
        // Ten methods, two targets and five horizons, from the vintage's own date, scored on two vintages' values.
        assertThat(then)
                .hasSize(200)
                .allMatch(row -> row.<LocalDate>getAs("origin").equals(LocalDate.of(2022, 5, 3)));
        assertThat(then).allMatch(row -> row.<String>getAs("mode").equals("real-time"));
        assertThat(then)
                .extracting(row -> row.<String>getAs("scored_on") + " " + row.<String>getAs("status"))
                .containsOnly("final SCORED", "first SCORED");
        List<Row> late = backtests.stream()
                .filter(row -> row.<LocalDate>getAs("values_vintage").equals(LocalDate.of(2025, 6, 20)))
                .toList();
        // Of this vintage's forecasts, the newest vintage knows the outcome of one: the record six months ahead.
        assertThat(late).hasSize(200).allMatch(row -> row.getAs("p50") != null);
        assertThat(late)
                .allMatch(row -> row.<String>getAs("status").equals("SCORED")
                        == (row.<String>getAs("target").equals("record") && row.<Integer>getAs("horizon_months") == 6));
    }

    @Test
    void originsFollowOneAnotherEveryHalfYearUpToTheVintage() {
        List<LocalDate> origins = backtests.stream()
                .filter(row -> isOf(row, "last-value", "record", 12, NEWEST))
                .map(row -> row.<LocalDate>getAs("origin"))
                .sorted()
                .toList();
        assertThat(origins).hasSize(25).startsWith(LocalDate.of(2014, 1, 1)).endsWith(LocalDate.of(2026, 1, 1));
    }

    @Test
    void releasesOfTheLastYearMostlyLackAValue() {
        Row last = only(
                rows("out", "reporting"),
                row -> row.<String>getAs("metric").equals("training_compute")
                        && row.<Integer>getAs("release_year") == 2026
                        && row.<LocalDate>getAs("values_vintage").equals(NEWEST));
        // DuckDB on the vintage: 18 releases of 2026; GLM-5 and Kimi K2.5 have a value.
        assertThat(last.<Long>getAs("n_releases")).isEqualTo(18);
        assertThat(last.<Long>getAs("n_with_value")).isEqualTo(2);
        assertThat(last.<Boolean>getAs("under_reported")).isTrue();
        Row then = only(
                rows("out", "reporting"),
                row -> row.<String>getAs("metric").equals("training_compute")
                        && row.<Integer>getAs("release_year") == 2025
                        && row.<LocalDate>getAs("values_vintage").equals(LocalDate.of(2025, 6, 20)));
        // DuckDB on both vintages. Releases are matched by the letters and digits of their names: Grok-3 became Grok 3.
        assertThat(then.<Long>getAs("n_valued_since")).isEqualTo(38);
        assertThat(then.<Long>getAs("n_listed_then")).isEqualTo(13);
        assertThat(then.<Long>getAs("n_valued_then")).isEqualTo(12);
    }

    @Test
    void trendsUpToAnUnderReportedYearSaySoAndCanEndBeforeIt() {
        Row rowOfAll = trend("out", "all");
        assertThat(rowOfAll.<Boolean>getAs("ends_under_reported")).isTrue();
        assertThat(rowOfAll.<LocalDate>getAs("last_date")).isAfter(LocalDate.of(2025, 12, 31));
        ShippedRuns.run(
                ShippedRuns.RELEASES,
                "ended",
                Optional.empty(),
                Map.of(
                        "dates.end-where-coverage-below", "0.5",
                        "fitting.replicates", "0",
                        "fitting.growth-models", "[]",
                        "breakpoints.replicates", "0",
                        "projections.paths", "100",
                        "publishing.tables", "[trends]"));
        Row endedRow = trend("ended", "all");
        assertThat(endedRow.<Boolean>getAs("ends_under_reported")).isFalse();
        assertThat(endedRow.<LocalDate>getAs("last_date")).isBefore(LocalDate.of(2026, 1, 1));
        assertThat(endedRow.<Long>getAs("n")).isEqualTo(rowOfAll.<Long>getAs("n") - 2);
        // The frontier has no release of 2026, but its era includes 2026, whose values may still be missing.
        assertThat(trend("out", "frontier").<Boolean>getAs("ends_under_reported"))
                .isTrue();
        assertThat(trend("ended", "frontier").<Boolean>getAs("ends_under_reported"))
                .isFalse();
    }

    private static Row trend(String run, String cohort) {
        return only(
                rows(run, "trends"),
                row -> row.<String>getAs("metric").equals("training_compute")
                        && row.<String>getAs("cohort").equals(cohort)
                        && row.<String>getAs("era").equals("deep-learning")
                        && row.<String>getAs("growth_model").equals("exponential"));
    }

    private static Row summary(String method, String target) {
        return only(
                summaries,
                row -> row.<String>getAs("against").equals("none")
                        && row.<String>getAs("method").equals(method)
                        && row.<String>getAs("target").equals(target)
                        && row.<String>getAs("mode").equals("hindsight")
                        && row.<Integer>getAs("horizon_months") == 36);
    }

    private static Row only(List<Row> rows, Predicate<Row> condition) {
        List<Row> foundRows = rows.stream().filter(condition).toList();
        assertThat(foundRows).hasSize(1);
        return foundRows.get(0);
    }

    private static boolean isOf(Row row, String method, String target, int horizonMonths, LocalDate values) {
        return row.<String>getAs("method").equals(method)
                && row.<String>getAs("target").equals(target)
                && row.<String>getAs("scored_on").equals("final")
                && row.<Integer>getAs("horizon_months") == horizonMonths
                && row.<LocalDate>getAs("values_vintage").equals(values);
    }
}
