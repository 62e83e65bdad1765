package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.TimeScale;
import org.computetrends.table.BreakpointsTable;
import org.computetrends.table.ComparisonsTable;
import org.computetrends.table.InfluenceTable;
import org.computetrends.table.IntervalsTable;
import org.computetrends.table.ModelledTrend;
import org.computetrends.table.RecordTable;
import org.computetrends.table.TrendsTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares runs that scan their input with runs that keep all releases in memory. */
class ScanSelectionIT {
    private static final TimeScale TIME = TimeScale.JULIAN;

    /** Few replicates, so that the runs are quick. */
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
    void trendsOfTheNewestVintageAgree() {
        requireEqual("2026-05-02", Optional.empty(), Map.of());
    }

    @Test
    void trendsWithTooManyObservationsForBootstrapsAgree() {
        requireEqual("2026-05-02", Optional.empty(), Map.of("fitting.observations-limit", "0"));
    }

    @Test
    void trendsOfAPresetWithoutLowOutliersAgree() {
        requireEqual("2022-05-03", Optional.of("sevilla-2022"), Map.of("dates.to", "2021-01-01"));
    }

    private static void requireEqual(String vintage, Optional<String> preset, Map<String, String> settings) {
        Map<String, String> allSettings = new TreeMap<>(settings);
        allSettings.put("vintage", vintage);
        TrendJob.Result inMemory = run("in-memory", preset, allSettings, Map.of());
        TrendJob.Result scanned = run("scanned", preset, allSettings, Map.of("scale.spark-above-megabytes", "0"));
        requireSame(
                TrendsTable.TRENDS,
                ModelledTrend.of(scanned.trends(), TIME, Map.of()),
                ModelledTrend.of(inMemory.trends(), TIME, Map.of()));
        requireSame(
                IntervalsTable.INTERVALS,
                IntervalsTable.TrendInterval.of(scanned.trends(), TIME),
                IntervalsTable.TrendInterval.of(inMemory.trends(), TIME));
        requireSame(
                InfluenceTable.INFLUENCE,
                InfluenceTable.TrendInfluence.of(scanned.trends(), TIME),
                InfluenceTable.TrendInfluence.of(inMemory.trends(), TIME));
        requireSame(
                BreakpointsTable.BREAKPOINTS,
                BreakpointsTable.TrendBreak.of(scanned.trends(), TIME),
                BreakpointsTable.TrendBreak.of(inMemory.trends(), TIME));
        requireSame(ComparisonsTable.COMPARISONS, scanned.comparisons(), inMemory.comparisons());
        assertThat(densities("scanned", vintage))
                .isEqualTo(densities("in-memory", vintage))
                .hasSizeGreaterThan(500);
        assertThat(scanned.rejects()).isEqualTo(inMemory.rejects());
        assertThat(scanned.run().rowsRead()).isEqualTo(inMemory.run().rowsRead());
        assertThat(scanned.run().rowsKept()).isEqualTo(inMemory.run().rowsKept());
        assertThat(scanned.tables()).isEqualTo(inMemory.tables());
        assertThat(inMemory.warnings()).noneMatch(warning -> warning.contains("scale."));
        assertThat(scanned.warnings()).isEqualTo(inMemory.warnings());
    }

    /** Odds of this event follow from reporting delays. These few vintages give none, so no row meets it. */
    private static final String ODDS_OF_DELAYS = "event = 'in_database'";

    /**
     * By table, the condition of rows that need all releases in memory. They are missing when only frontiers and
     * records fit. False: no row is missing. Claims about a lead compare cohorts other than frontier and record.
     */
    private static final Map<String, String> NEEDING_ALL_RELEASES = Map.ofEntries(
            Map.entry("forecasts", "method = 'notable-line'"),
            Map.entry("forecast_crossings", "method = 'notable-line'"),
            Map.entry("backtests", "method = 'notable-line'"),
            Map.entry("backtest_summary", "method = 'notable-line' or against <=> 'notable-line'"),
            Map.entry("odds", ODDS_OF_DELAYS),
            Map.entry("odds_backtest", "false"),
            Map.entry("forecast_sensitivity", "variant = 'low-outliers=drop'"),
            Map.entry(
                    "sensitivity",
                    "not (cohort like 'frontier%' or cohort = 'record') or variant like '%low-outliers=drop%'"),
            Map.entry(
                    "claims",
                    "lead is not null or not (cohort is null or cohort like 'frontier%' or cohort = 'record')"),
            Map.entry("leads", "values_vintage = '2025-06-20'"),
            Map.entry("threshold_counts", "counted_vintage = '2025-06-20'"),
            Map.entry("projections", "false"),
            Map.entry("crossings", "false"));

    /** With "0" the input is scanned, with "4" the driver reads it. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "4"})
    void withOnlyFrontiersInMemoryOtherRowsAreUnchanged(String sparkAboveMegabytes) {
        Map<String, String> settings = Map.ofEntries(
                Map.entry("vintage", "2025-06-20"),
                Map.entry("fitting.replicates", "0"),
                Map.entry("fitting.growth-models", "[]"),
                Map.entry("breakpoints.replicates", "0"),
                Map.entry("projections.paths", "200"),
                Map.entry("backtest.paths", "200"),
                Map.entry("backtest.replicates", "100"),
                Map.entry("backtest.every-months", "24"),
                Map.entry("odds.older-paths", "100"),
                Map.entry("odds.sensitivity.paths", "100"),
                Map.entry("publishing.tables", NEEDING_ALL_RELEASES.keySet().toString()));
        if (Files.notExists(ShippedRuns.folder().resolve("all-in-memory"))) {
            ShippedRuns.run(ShippedRuns.RELEASES, "all-in-memory", Optional.empty(), settings);
        }
        Map<String, String> frontiersOnly = new TreeMap<>(settings);
        frontiersOnly.put("scale.driver-megabytes", "3");
        frontiersOnly.put("scale.spark-above-megabytes", sparkAboveMegabytes);
        TrendJob.Result result =
                ShippedRuns.run(ShippedRuns.RELEASES, "frontiers-in-memory", Optional.empty(), frontiersOnly);
        NEEDING_ALL_RELEASES.forEach((table, needingAll) -> {
            List<Row> expected = rows("all-in-memory", table, "not (" + needingAll + ")");
            assertThat(TestSession.counted(rows("frontiers-in-memory", table, "true")))
                    .as(table)
                    .isEqualTo(TestSession.counted(expected));
            assertThat(expected).as(table).isNotEmpty();
            if (!Set.of("false", ODDS_OF_DELAYS).contains(needingAll)) {
                assertThat(rows("all-in-memory", table, needingAll)).as(table).isNotEmpty();
            }
        });
        assertThat(result.warnings())
                .anyMatch(warning -> warning.contains("scale.driver-megabytes = 3 has room for 1500"))
                .anyMatch(warning -> warning.startsWith("only rows of the cohorts frontier and record"))
                .anyMatch(warning -> warning.startsWith("no odds of the event in_database"))
                .anyMatch(warning -> warning.startsWith("no rows of the vintage analysed"));
    }

    /** Rows without their run. */
    private static List<Row> rows(String output, String table, String condition) {
        return TestSession.collect(TestSession.get()
                .read()
                .parquet(ShippedRuns.folder() + "/" + output + "/tables/" + table + "/vintage=2025-06-20")
                .drop("run_id")
                .filter(condition));
    }

    /** Rows as they are published, to the last digit. */
    private static <T> void requireSame(RecordTable<T> table, List<T> scanned, List<T> inMemory) {
        assertThat(scanned.stream().map(row -> table.toRow(row, "")))
                .as(table.table().name())
                .containsExactlyElementsOf(
                        inMemory.stream().map(row -> table.toRow(row, "")).toList())
                .isNotEmpty();
    }

    private static Set<String> densities(String output, String vintage) {
        return TestSession.collect(TestSession.get()
                        .read()
                        .parquet(ShippedRuns.folder() + "/" + output + "/tables/densities/vintage=" + vintage)
                        .drop("run_id"))
                .stream()
                .map(row -> row.mkString(" "))
                .collect(Collectors.toSet());
    }

    @Test
    void tablesOfReleasesAreWholeIfNoReleasesAreInMemory() {
        TrendJob.Result result = ShippedRuns.run(
                ShippedRuns.RELEASES,
                "scanned-all-tables",
                Optional.empty(),
                Map.of(
                        "scale.spark-above-megabytes", "0",
                        "scale.driver-megabytes", "1",
                        "vintage", "2025-06-20",
                        "fitting.replicates", "0",
                        "fitting.growth-models", "[]",
                        "breakpoints.replicates", "0",
                        "projections.paths", "100",
                        "publishing.tables", "[releases, rejects, observations, trends]"));
        TrendJob.Result inMemory = ShippedRuns.result("2025-06-20");
        assertThat(result.rejects()).isEqualTo(inMemory.rejects()).containsKey(RejectReason.DUPLICATE_RELEASE);
        for (String table : List.of("releases", "rejects", "observations")) {
            assertThat(result.tables().get(table)).isEqualTo(inMemory.tables().get(table));
            assertThat(TestSession.counted(rows("scanned-all-tables", table, "true")))
                    .as(table)
                    .isEqualTo(TestSession.counted(rows("out", table, "true")));
        }
        // None of these tables lacks anything.
        assertThat(result.warnings()).isEqualTo(inMemory.warnings());
    }

    private static TrendJob.Result run(
            String output, Optional<String> preset, Map<String, String> settings, Map<String, String> more) {
        Map<String, String> allSettings = new TreeMap<>(QUICK);
        allSettings.putAll(settings);
        allSettings.putAll(more);
        return ShippedRuns.run(ShippedRuns.RELEASES, output, preset, allSettings);
    }
}
