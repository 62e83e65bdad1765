package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Backtests and reporting on the data that the project ships. */
class BacktestIT {
    private static final LocalDate NEWEST = LocalDate.of(2026, 5, 2);

    @TempDir
    private static Path folder;

    private static List<Row> backtests;
    private static List<Row> summaries;

    @BeforeAll
    static void runTheNewestVintage() {
        run("out", Map.of());
        backtests = rows("out", "backtests");
        summaries = rows("out", "backtest_summary");
    }

    private static void run(String name, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(
                "publishing.tables",
                "[backtests, backtest_summary, forecasts, forecast_crossings, projections, reporting, trends]");
        all.put("fitting.replicates", "0");
        all.put("breakpoints.replicates", "0");
        all.put("fitting.growth-models", "[]");
        ShippedRuns.job(ShippedRuns.config(ShippedRuns.RELEASES, folder + "/" + name, Optional.empty(), all))
                .run();
    }

    private static List<Row> rows(String run, String table) {
        return TestSession.get()
                .read()
                .parquet(folder + "/" + run + "/tables/" + table)
                .collectAsList();
    }

    /** The columns of {@code reference/backtest.csv}, made by numpy and scipy from the published file: see backtest.py. */
    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvFileSource(resources = "/reference/backtest.csv", numLinesToSkip = 1)
    void forecastsAgreeWithScipy(
            String method,
            String target,
            LocalDate origin,
            int horizon,
            long n,
            double p025,
            double p10,
            double p25,
            double p50,
            double p75,
            double p90,
            double p975,
            double actual,
            double error,
            double crps) {
        Row row = backtests.stream()
                .filter(each -> isOf(each, method, target, horizon, NEWEST)
                        && each.<LocalDate>getAs("origin").equals(origin))
                .findFirst()
                .orElseThrow();
        assertThat(row.<Long>getAs("n")).isEqualTo(n);
        assertThat(row.<String>getAs("status")).isEqualTo("SCORED");
        double[] expected = {p025, p10, p25, p50, p75, p90, p975, actual, error, crps};
        String[] columns = {"p02_5", "p10", "p25", "p50", "p75", "p90", "p97_5", "actual", "error", "crps"};
        for (int i = 0; i < columns.length; i++) {
            assertThat(row.<Double>getAs(columns[i])).as(columns[i]).isCloseTo(expected[i], within(1e-8));
        }
    }

    /** The numbers that the README states. */
    @Test
    void linesForecastTooMuchAtThreeYearsTheRecordsLineMost() {
        assertThat(summary("record-line", "record").<Double>getAs("bias")).isCloseTo(0.96, within(0.005));
        assertThat(summary("frontier-line", "frontier").<Double>getAs("bias")).isCloseTo(0.68, within(0.005));
        assertThat(summary("frontier-line-5y", "frontier").<Double>getAs("bias"))
                .isCloseTo(0.38, within(0.005));
        assertThat(biasSince2019("frontier-line-5y", "frontier")).isCloseTo(-0.02, within(0.005));
        assertThat(biasSince2019("record-line", "record")).isCloseTo(0.38, within(0.005));
        assertThat(summary("frontier-line-5y", "frontier").<Double>getAs("crps"))
                .isCloseTo(0.33, within(0.005));
        assertThat(summary("random-walk", "record").<Double>getAs("crps")).isCloseTo(0.43, within(0.005));
        assertThat(summary("notable-line", "record").<Double>getAs("crps")).isCloseTo(0.45, within(0.005));
        assertThat(summary("frontier-line-5y", "frontier").<Double>getAs("coverage80"))
                .isEqualTo(14 / 16.0);
        assertThat(summary("frontier-line-5y", "frontier").<Double>getAs("coverage80_left_out"))
                .isEqualTo(12 / 18.0);
        assertThat(summary("frontier-line-5y", "frontier").<Double>getAs("coverage80_calibrated"))
                .isEqualTo(1);
        assertThat(summary("random-walk", "record").<Double>getAs("coverage80_left_out"))
                .isEqualTo(17 / 19.0);
        assertThat(summary("random-walk", "record").<Double>getAs("coverage80_calibrated"))
                .isEqualTo(1);
    }

    /** Made by numpy and scipy from the published file: see {@code reference/backtest.py}. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/reference/forecasts.csv", numLinesToSkip = 1)
    void forecastsMadeNowAgreeWithScipy(
            String target,
            LocalDate date,
            long n,
            double p025,
            double p10,
            double p25,
            double p50,
            double p75,
            double p90,
            double p975) {
        Row row = only(
                rows("out", "forecasts"),
                each -> each.<String>getAs("method").equals("frontier-line-5y")
                        && each.<String>getAs("target").equals(target)
                        && each.<LocalDate>getAs("target_date").equals(date));
        assertThat(row.<Boolean>getAs("is_default")).isEqualTo(target.equals("frontier"));
        assertThat(row.<Long>getAs("n")).isEqualTo(n);
        double[] expected = {p025, p10, p25, p50, p75, p90, p975};
        String[] columns = {"p02_5", "p10", "p25", "p50", "p75", "p90", "p97_5"};
        for (int i = 0; i < columns.length; i++) {
            // SciPy's t quantiles of before 1.11 are off by up to 4e-10, in log10.
            assertThat(row.<Double>getAs(columns[i]) / expected[i])
                    .as(columns[i])
                    .isCloseTo(1, within(1e-7));
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
        // The line moved to the record is above 1e27 at the vintage already, the record is not.
        boolean isDue = date.equals(NEWEST);
        assertThat(row.<String>getAs("status")).isEqualTo(isDue ? "DUE" : "DATED");
        assertThat(row.<LocalDate>getAs("median_date")).isEqualTo(date);
    }

    @Test
    void projectionsOfABacktestedLineCarryItsRecord() {
        List<Row> projections = rows("out", "projections");
        Row near = only(projections, row -> isProjection(row, "record", "continue", LocalDate.of(2029, 1, 1)));
        assertThat(near.<String>getAs("backtest_method")).isEqualTo("record-line");
        assertThat(near.<Integer>getAs("backtest_horizon_years")).isEqualTo(3);
        assertThat(near.<Double>getAs("backtest_bias"))
                .isEqualTo(summary("record-line", "record").<Double>getAs("bias"));
        for (Row row : List.of(
                only(projections, each -> isProjection(each, "record", "continue", LocalDate.of(2029, 7, 1))),
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
    void calibratedIntervalsHoldTheirShareOfOutcomesThatTheyWereNotCalibratedOn() {
        double outcomes = 0;
        double held = 0;
        for (Row row : summaries) {
            Double coverage = row.getAs("coverage80_left_out");
            if (coverage != null && row.<LocalDate>getAs("values_vintage").equals(NEWEST)) {
                outcomes += row.<Long>getAs("n_left_out");
                held += row.<Long>getAs("n_left_out") * coverage;
            }
        }
        assertThat(outcomes).isEqualTo(972);
        assertThat(held / outcomes).isBetween(0.75, 0.85).isCloseTo(0.79, within(0.005));
    }

    private static double biasSince2019(String method, String target) {
        return backtests.stream()
                .filter(row -> isOf(row, method, target, 3, NEWEST)
                        && row.<String>getAs("status").equals("SCORED")
                        && row.<LocalDate>getAs("origin").getYear() >= 2019)
                .mapToDouble(row -> row.<Double>getAs("error"))
                .average()
                .orElseThrow();
    }

    @Test
    void theManifestNamesTheWinners() throws IOException {
        String manifest = Files.readString(folder.resolve("out/manifest.json"));
        assertThat(manifest)
                .containsPattern("(?s)\"defaultForecasts\" : \\{\\s+\"frontier\" : \\{\\s+"
                        + "\"method\" : \"frontier-line-5y\".*\"record\" : \\{\\s+\"method\" : \"random-walk\"");
        // The table's own ranks, read back: who is second, and by how much.
        for (String target : List.of("frontier", "record")) {
            Row first = ranked(target, 1);
            Row second = ranked(target, 2);
            JsonNode winner = new ObjectMapper()
                    .readTree(manifest)
                    .get("defaultForecasts")
                    .get(target);
            assertThat(winner.get("runnerUp").asText()).isEqualTo(second.getAs("method"));
            assertThat(winner.get("crpsMargin").asDouble())
                    .isPositive()
                    .isCloseTo(second.<Double>getAs("crps") - first.<Double>getAs("crps"), within(1e-12));
        }
        assertThat(summaries.stream()
                        .filter(row -> row.<Integer>getAs("horizon_years") == 3
                                && row.<LocalDate>getAs("values_vintage").equals(NEWEST)
                                && row.<Boolean>getAs("wins"))
                        .map(row -> row.<String>getAs("method")))
                .containsExactlyInAnyOrder("frontier-line-5y", "random-walk");
    }

    private static Row ranked(String target, int rank) {
        return summaries.stream()
                .filter(row -> row.<String>getAs("target").equals(target)
                        && row.<Integer>getAs("horizon_years") == 3
                        && row.<LocalDate>getAs("values_vintage").equals(NEWEST)
                        && Integer.valueOf(rank).equals(row.<Integer>getAs("crps_rank")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anOlderVintageForecastsFromWhatItHeld() {
        List<Row> then = backtests.stream()
                .filter(row -> row.<LocalDate>getAs("values_vintage").equals(LocalDate.of(2022, 5, 3)))
                .toList();
        // Eight methods, two targets and three horizons, from the vintage's own date.
        assertThat(then).hasSize(48).allMatch(row -> row.<String>getAs("status").equals("SCORED"));
        assertThat(then).allMatch(row -> row.<LocalDate>getAs("origin").equals(LocalDate.of(2022, 5, 3)));
        assertThat(backtests.stream()
                        .filter(row -> row.<LocalDate>getAs("values_vintage").equals(LocalDate.of(2025, 6, 20))))
                .hasSize(48)
                .allMatch(row -> row.<String>getAs("status").equals("NOT_YET_KNOWN") && row.getAs("p50") != null);
    }

    @Test
    void originsFollowOneAnotherEveryHalfYearUpToTheVintage() {
        List<LocalDate> origins = backtests.stream()
                .filter(row -> isOf(row, "last-value", "record", 1, NEWEST))
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
        assertThat(last.<Long>getAs("n_releases")).isEqualTo(18);
        assertThat(last.<Long>getAs("n_with_value")).isEqualTo(2);
        assertThat(last.<Boolean>getAs("under_reported")).isTrue();
        Row then = only(
                rows("out", "reporting"),
                row -> row.<String>getAs("metric").equals("training_compute")
                        && row.<Integer>getAs("release_year") == 2025
                        && row.<LocalDate>getAs("values_vintage").equals(LocalDate.of(2025, 6, 20)));
        // DuckDB on both vintages, by the letters and figures of names: Grok 3 was Grok-3.
        assertThat(then.<Long>getAs("n_valued_since")).isEqualTo(38);
        assertThat(then.<Long>getAs("n_listed_then")).isEqualTo(13);
        assertThat(then.<Long>getAs("n_valued_then")).isEqualTo(12);
    }

    @Test
    void trendsThatEndThereSayAndCanBeEndedBefore() {
        Row all = trend("out", "all");
        assertThat(all.<Boolean>getAs("ends_under_reported")).isTrue();
        assertThat(all.<LocalDate>getAs("last_date")).isAfter(LocalDate.of(2025, 12, 31));
        run("ended", Map.of("dates.end-where-coverage-below", "0.5"));
        Row ended = trend("ended", "all");
        assertThat(ended.<Boolean>getAs("ends_under_reported")).isFalse();
        assertThat(ended.<LocalDate>getAs("last_date")).isBefore(LocalDate.of(2026, 1, 1));
        assertThat(ended.<Long>getAs("n")).isEqualTo(all.<Long>getAs("n") - 2);
        // No release of 2026 is in the frontier: they may lack their values still.
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
                        && row.<String>getAs("era").equals("deep-learning"));
    }

    private static Row summary(String method, String target) {
        return only(summaries, row -> isOf(row, method, target, 3, NEWEST));
    }

    private static Row only(List<Row> rows, Predicate<Row> condition) {
        List<Row> found = rows.stream().filter(condition).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static boolean isOf(Row row, String method, String target, int horizon, LocalDate values) {
        return row.<String>getAs("method").equals(method)
                && row.<String>getAs("target").equals(target)
                && row.<Integer>getAs("horizon_years") == horizon
                && row.<LocalDate>getAs("values_vintage").equals(values);
    }
}
