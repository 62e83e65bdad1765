package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.computetrends.config.ConfigLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Backtests and reporting on the data that the project ships. */
class BacktestIT {
    private static final LocalDate NEWEST = LocalDate.of(2026, 4, 23);

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
        all.put("output", folder + "/" + name);
        all.put("publishing.tables", "[backtests, backtest_summary, reporting, trends]");
        all.put("fitting.replicates", "0");
        all.put("breakpoints.replicates", "0");
        all.put("fitting.growth-models", "[]");
        new TrendJob(
                        TestSession.get(),
                        new ConfigLoader(Optional.empty(), Optional.empty(), all).load(),
                        Clock.systemUTC(),
                        stage -> {})
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
        assertThat(summary("frontier-line-5y", "frontier").<Double>getAs("coverage80_calibrated"))
                .isCloseTo(0.91, within(0.005));
        assertThat(summary("frontier-line-5y", "record").<Double>getAs("coverage80_calibrated"))
                .isCloseTo(0.82, within(0.005));
        assertThat(summary("frontier-line-5y", "frontier").<Boolean>getAs("calibrated_within_5"))
                .isFalse();
        assertThat(summary("frontier-line-5y", "record").<Boolean>getAs("calibrated_within_5"))
                .isTrue();
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
                        + "\"method\" : \"frontier-line-5y\".*\"record\" : \\{\\s+\"method\" : \"frontier-line-5y\"");
        assertThat(summaries.stream()
                        .filter(row -> row.<Integer>getAs("horizon_years") == 3
                                && row.<LocalDate>getAs("values_vintage").equals(NEWEST)
                                && row.<Boolean>getAs("wins"))
                        .map(row -> row.<String>getAs("method")))
                .containsExactly("frontier-line-5y", "frontier-line-5y");
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
                        .filter(row -> row.<LocalDate>getAs("values_vintage").equals(LocalDate.of(2025, 6, 10))))
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
                        && row.<LocalDate>getAs("values_vintage").equals(LocalDate.of(2025, 6, 10)));
        assertThat(then.<Long>getAs("n_valued_since")).isEqualTo(38);
        assertThat(then.<Long>getAs("n_listed_then")).isEqualTo(12);
        assertThat(then.<Long>getAs("n_valued_then")).isEqualTo(11);
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
        // No release of 2026 is in the frontier.
        assertThat(trend("out", "frontier").<Boolean>getAs("ends_under_reported"))
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
