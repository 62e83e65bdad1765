package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.table.BreakpointsTable;
import org.computetrends.table.Column;
import org.computetrends.table.ComparisonsTable;
import org.computetrends.table.InfluenceTable;
import org.computetrends.table.IntervalsTable;
import org.computetrends.table.ModelledTrend;
import org.computetrends.table.RecordTable;
import org.computetrends.table.TrendsTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that are scanned, beside the same ones taken row by row. */
class ScanSelectionIT {
    private static final TimeScale TIME = new TimeScale(365.25, 30.4375);

    /** Where a search for a ceiling ends, and on which side of equality a drawn statistic falls, are matters of last digits. */
    private static final Set<String> SEARCHED_OR_DRAWN =
            Set.of("saturation_value", "p_value", "cluster_p_value", "bootstrap_p_value");

    private static final Map<String, String> QUICK = Map.of(
            "fitting.replicates", "200",
            "breakpoints.replicates", "19",
            "projections.paths", "100",
            "publishing.tables", "[trends, rejects, densities]");

    @BeforeAll
    static void generateCode() {
        TestSession.generateCode();
    }

    @AfterAll
    static void generateNoCode() {
        TestSession.generateNoCode();
    }

    @Test
    void trendsOfTheNewestVintageAreThoseOfTheRows() {
        requireEqual("2026-05-02", Optional.empty(), Map.of());
    }

    @Test
    void trendsThatAreNotHeldAreThoseOfTheRows() {
        requireEqual("2026-05-02", Optional.empty(), Map.of("fitting.observations-limit", "0"));
    }

    @Test
    void trendsWithoutLowOutliersAndOfDatesThatEndAreThoseOfTheRows() {
        requireEqual("2022-05-03", Optional.of("sevilla-2022"), Map.of("dates.to", "2021-01-01"));
    }

    private static void requireEqual(String vintage, Optional<String> preset, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("vintage", vintage);
        TrendJob.Result rows = run("rows", preset, all, Map.of());
        TrendJob.Result scanned = run("scanned", preset, all, Map.of("scale.spark-above-megabytes", "0"));
        requireNear(
                TrendsTable.TRENDS,
                ModelledTrend.of(scanned.trends(), TIME, Map.of()),
                ModelledTrend.of(rows.trends(), TIME, Map.of()));
        requireNear(
                IntervalsTable.INTERVALS,
                IntervalsTable.TrendInterval.of(scanned.trends(), TIME),
                IntervalsTable.TrendInterval.of(rows.trends(), TIME));
        requireNear(
                InfluenceTable.INFLUENCE,
                InfluenceTable.TrendInfluence.of(scanned.trends(), TIME),
                InfluenceTable.TrendInfluence.of(rows.trends(), TIME));
        requireNear(
                BreakpointsTable.BREAKPOINTS,
                BreakpointsTable.TrendBreak.of(scanned.trends(), TIME),
                BreakpointsTable.TrendBreak.of(rows.trends(), TIME));
        requireNear(ComparisonsTable.COMPARISONS, scanned.comparisons(), rows.comparisons());
        for (int i = 0; i < rows.trends().size(); i++) {
            requireEqualEstimates(scanned.trends().get(i), rows.trends().get(i));
        }
        assertThat(densities("scanned", vintage))
                .isEqualTo(densities("rows", vintage))
                .hasSizeGreaterThan(500);
        assertThat(scanned.rejects()).isEqualTo(rows.rejects());
        assertThat(scanned.run().rowsRead()).isEqualTo(rows.run().rowsRead());
        assertThat(scanned.run().rowsKept()).isEqualTo(rows.run().rowsKept());
        assertThat(scanned.tables()).isEqualTo(rows.tables());
        assertThat(rows.warnings()).noneMatch(warning -> warning.contains("scale."));
        assertThat(scanned.warnings()).isEqualTo(rows.warnings());
    }

    /** Not there with as few older vintages as here. */
    private static final String OF_DELAYS = "event = 'in_database'";

    /** Of each table, the rows that follow from all releases, and not from those of frontier and record alone. */
    private static final Map<String, String> OF_ALL_RELEASES = Map.ofEntries(
            Map.entry("forecasts", "method = 'notable-line'"),
            Map.entry("forecast_crossings", "method = 'notable-line'"),
            Map.entry("backtests", "method = 'notable-line'"),
            Map.entry("backtest_summary", "method = 'notable-line' or against <=> 'notable-line'"),
            Map.entry("odds", OF_DELAYS),
            Map.entry("odds_backtest", "false"),
            Map.entry("forecast_sensitivity", "variant = 'low-outliers=drop'"),
            Map.entry(
                    "sensitivity",
                    "not (cohort like 'frontier%' or cohort = 'record') or variant like '%low-outliers=drop%'"),
            Map.entry("claims", "not (cohort is null or cohort like 'frontier%' or cohort = 'record')"),
            Map.entry("threshold_counts", "counted_vintage = '2025-06-20'"),
            Map.entry("projections", "false"),
            Map.entry("crossings", "false"));

    @ParameterizedTest
    @ValueSource(strings = {"0", "4"})
    void rowsOfFrontierAndRecordAreThoseOfAllReleasesInMemory(String sparkAboveMegabytes) {
        Map<String, String> settings = Map.ofEntries(
                Map.entry("vintage", "2025-06-20"),
                Map.entry("fitting.replicates", "0"),
                Map.entry("breakpoints.replicates", "0"),
                Map.entry("projections.paths", "200"),
                Map.entry("backtest.paths", "200"),
                Map.entry("backtest.replicates", "100"),
                Map.entry("backtest.every-months", "24"),
                Map.entry("odds.older-paths", "100"),
                Map.entry("odds.sensitivity.paths", "100"),
                Map.entry("publishing.tables", OF_ALL_RELEASES.keySet().toString()));
        if (Files.notExists(ShippedRuns.folder().resolve("all-in-memory"))) {
            ShippedRuns.run(ShippedRuns.RELEASES, "all-in-memory", Optional.empty(), settings);
        }
        Map<String, String> large = new TreeMap<>(settings);
        large.put("scale.driver-megabytes", "3");
        large.put("scale.spark-above-megabytes", sparkAboveMegabytes);
        TrendJob.Result result = ShippedRuns.run(ShippedRuns.RELEASES, "large", Optional.empty(), large);
        OF_ALL_RELEASES.forEach((table, ofAll) -> {
            List<String> expected = rows("all-in-memory", table, "not (" + ofAll + ")");
            assertThat(rows("large", table, "true")).as(table).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(expected).as(table).isNotEmpty();
            if (!Set.of("false", OF_DELAYS).contains(ofAll)) {
                assertThat(rows("all-in-memory", table, ofAll)).as(table).isNotEmpty();
            }
        });
        assertThat(result.warnings())
                .anyMatch(warning -> warning.startsWith("only rows of the cohorts frontier and record"))
                .anyMatch(warning -> warning.startsWith("no odds of the event in_database"))
                .anyMatch(warning -> warning.startsWith("no counts of the vintage analysed"));
    }

    /** Rows without their run, numbers but for their last digits. */
    private static List<String> rows(String output, String table, String condition) {
        return TestSession.get()
                .read()
                .parquet(ShippedRuns.folder() + "/" + output + "/tables/" + table + "/vintage=2025-06-20")
                .drop("run_id")
                .filter(condition)
                .collectAsList()
                .stream()
                .map(ScanSelectionIT::rounded)
                .toList();
    }

    private static String rounded(Row row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            cells.add(
                    row.get(i) instanceof Double number
                            ? String.format(Locale.ROOT, "%.9e", number)
                            : String.valueOf(row.get(i)));
        }
        return String.join("|", cells);
    }

    /** Rows as they are published, numbers but for their last digits. */
    private static <T> void requireNear(RecordTable<T> table, List<T> scanned, List<T> rows) {
        assertThat(scanned).as(table.table().name()).hasSameSizeAs(rows);
        List<String> names = table.table().columns().stream().map(Column::name).toList();
        for (int i = 0; i < rows.size(); i++) {
            Row found = table.toRow(scanned.get(i), "");
            Row expected = table.toRow(rows.get(i), "");
            for (int column = 0; column < names.size(); column++) {
                if (!SEARCHED_OR_DRAWN.contains(names.get(column)) && !isOfCeiling(names, column, expected)) {
                    assertThat(isNear(found.get(column), expected.get(column)))
                            .as(
                                    "%s of %s is %s for %s",
                                    names.get(column), expected, found.get(column), expected.get(column))
                            .isTrue();
                }
            }
        }
    }

    /** The ends of a logistic curve, and its slope there, follow from its ceiling, which is searched for. */
    private static boolean isOfCeiling(List<String> names, int column, Row expected) {
        int model = names.indexOf("growth_model");
        return model >= 0
                && "logistic".equals(expected.get(model))
                && Set.of("start_value", "end_value", "end_slope_oom_per_year", "end_doubling_time_months")
                        .contains(names.get(column));
    }

    private static boolean isNear(@Nullable Object found, @Nullable Object expected) {
        if (found instanceof Double first && expected instanceof Double second) {
            return isNear(first.doubleValue(), second.doubleValue());
        }
        return Objects.equals(found, expected);
    }

    private static Set<String> densities(String output, String vintage) {
        return TestSession.get()
                .read()
                .parquet(ShippedRuns.folder() + "/" + output + "/tables/densities/vintage=" + vintage)
                .drop("run_id")
                .collectAsList()
                .stream()
                .map(row -> row.mkString(" "))
                .collect(Collectors.toSet());
    }

    /** What follows from cells and clusters without a draw or a search. */
    private static void requireEqualEstimates(Trend scanned, Trend rows) {
        Trend.Estimate estimate = scanned.estimate();
        Trend.Estimate expected = rows.estimate();
        if (expected == null) {
            return;
        }
        assertThat(estimate.line().slope()).isCloseTo(expected.line().slope(), within(1e-12));
        assertThat(estimate.line().slopeSe()).isCloseTo(expected.line().slopeSe(), within(1e-12));
        assertThat(estimate.line().valueAt(0)).isCloseTo(expected.line().valueAt(0), withinPercentage(1e-10));
        for (int i = 0; i < expected.intervals().size(); i++) {
            if (!expected.intervals().get(i).method().isDrawn()) {
                double width = expected.intervals().get(i).high()
                        - expected.intervals().get(i).low();
                assertThat(estimate.intervals().get(i).low())
                        .isCloseTo(expected.intervals().get(i).low(), within(1e-12 * (1 + width)));
                assertThat(estimate.intervals().get(i).high())
                        .isCloseTo(expected.intervals().get(i).high(), within(1e-12 * (1 + width)));
            }
        }
    }

    /** Logarithms of Spark and of Java may differ in their last digit, and draws of few clusters make much of it. */
    private static boolean isNear(double first, double second) {
        return Double.compare(first, second) == 0 || Math.abs(first - second) <= 1e-9 * Math.max(1, Math.abs(second));
    }

    @Test
    void tablesOfRowsAreWholeWithoutRoomForReleases() {
        TrendJob.Result result = ShippedRuns.run(
                ShippedRuns.RELEASES,
                "without-room",
                Optional.empty(),
                Map.of(
                        "scale.spark-above-megabytes", "0",
                        "scale.driver-megabytes", "1",
                        "vintage", "2025-06-20",
                        "fitting.replicates", "0",
                        "breakpoints.replicates", "0",
                        "projections.paths", "100",
                        "publishing.tables", "[releases, rejects, observations, trends]"));
        TrendJob.Result inMemory = ShippedRuns.result("2025-06-20");
        assertThat(result.rejects()).isEqualTo(inMemory.rejects()).containsKey(RejectReason.DUPLICATE_RELEASE);
        for (String table : List.of("releases", "rejects", "observations")) {
            assertThat(result.tables().get(table)).isEqualTo(inMemory.tables().get(table));
            assertThat(rows("without-room", table, "true"))
                    .as(table)
                    .containsExactlyInAnyOrderElementsOf(rows("out", table, "true"));
        }
        assertThat(result.warnings())
                .anyMatch(warning -> warning.contains("scale.driver-megabytes = 1 has room for 500"));
    }

    private static TrendJob.Result run(
            String output, Optional<String> preset, Map<String, String> settings, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(QUICK);
        all.putAll(settings);
        all.putAll(more);
        return ShippedRuns.run(ShippedRuns.RELEASES, output, preset, all);
    }
}
