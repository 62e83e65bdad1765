package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.computetrends.TestSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.UserException;
import org.computetrends.publish.PublishedOutput;
import org.computetrends.table.Column;
import org.computetrends.table.ForecastLogTables;
import org.computetrends.table.KnowledgeTables;
import org.computetrends.table.PublishedTables;
import org.computetrends.table.RunsTable;
import org.computetrends.table.Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The main job on the data that the project ships. */
class TrendJobIT {
    private static final String RELEASES = ShippedRuns.RELEASES;

    private static final TrendKey FRONTIER =
            new TrendKey("training_compute", "frontier", "deep-learning", GrowthModel.EXPONENTIAL);

    private static Path folder;

    @BeforeAll
    static void runTheNewestVintageAndThePresets() {
        folder = ShippedRuns.folder();
        ShippedRuns.results();
    }

    @Test
    void aTrendsIntervalDoesNotDependOnTheOtherTrends() {
        TrendJob.Result aloneResult = ShippedRuns.run(
                RELEASES,
                "alone",
                Optional.empty(),
                Map.of(
                        "trends",
                        "[{ metrics = [training_compute], cohorts = [frontier], eras = [deep-learning] }]",
                        "projections.paths",
                        "100",
                        "publishing.tables",
                        "[trends]"));
        Trend frontier = aloneResult.trends().stream()
                .filter(trend -> trend.specification().key().equals(FRONTIER))
                .findFirst()
                .orElseThrow();
        List<SlopeInterval> among = ShippedRuns.trend("2026-05-02", "training_compute", "frontier", "deep-learning")
                .estimate()
                .intervals();
        List<SlopeInterval> intervals = frontier.estimate().intervals();
        assertThat(intervals).hasSize(9); // The methods of SlopeInterval.
        for (int i = 0; i < intervals.size(); i++) {
            // To the last digits of MLlib's solution for all trends at once.
            assertThat(intervals.get(i).low()).isCloseTo(among.get(i).low(), within(1e-12));
            assertThat(intervals.get(i).high()).isCloseTo(among.get(i).high(), within(1e-12));
        }
    }

    @Test
    void theTableOfRunsHasAColumnForEveryStage() {
        List<String> columns =
                RunsTable.RUNS.table().columns().stream().map(Column::name).toList();
        Map<String, Double> stages = ShippedRuns.result("2026-05-02").run().stageSeconds();
        assertThat(stages).hasSizeGreaterThan(6);
        assertThat(columns)
                .containsAll(stages.keySet().stream()
                        .map(stage -> stage.replace(' ', '_') + "_seconds")
                        .toList());
    }

    /**
     * Sevilla et al. 2022: n, doubling time, R squared, first and last value of the trend before 2010. Of regular and
     * large scale, the published intervals.
     */
    @Test
    void theTrendsOfSevilla2022AreReproducedOnItsData() {
        Trend before = ShippedRuns.trend("sevilla-2022", "training_compute", "all", "pre-deep-learning");
        assertThat(before.n()).isEqualTo(19);
        assertThat(months(before)).isCloseTo(21.3, within(0.05));
        assertThat(before.estimate().line().rSquared()).isCloseTo(0.77, within(0.005));
        assertThat(before.estimate().startValue()).isBetween(2.5e4, 3.5e4);
        assertThat(before.estimate().endValue()).isBetween(1.5e14, 2.5e14);
        assertThat(months(ShippedRuns.trend("sevilla-2022", "training_compute", "regular-scale", "deep-learning")))
                .isBetween(4.3, 9.0);
        assertThat(months(ShippedRuns.trend("sevilla-2022", "training_compute", "large-scale", "large-scale")))
                .isBetween(7.7, 17.1);
    }

    /** Epoch AI's data insight on notable models since 2010. */
    @Test
    void epochsTrendOfNotableModelsIsReproducedOnItsData() {
        Trend notable = ShippedRuns.trend("epoch-notable", "training_compute", "notable", "deep-learning");
        assertThat(notable.n()).isEqualTo(428);
        assertThat(notable.estimate().line().slope()).isCloseTo(0.67, within(0.005));
        assertThat(Math.pow(10, notable.estimate().line().slope())).isCloseTo(4.7, within(0.05));
        assertThat(notable.estimate().line().rSquared()).isCloseTo(0.60, within(0.005));
    }

    /**
     * Between the low end that Epoch AI publishes for notable models since 2010 (4.3 to 5.2) and its figure for the
     * frontier (5.3, of 2024).
     */
    @Test
    void theFrontierGrowsBetweenThePublishedFigures() {
        assertThat(ShippedRuns.result("2026-05-02").vintage()).isEqualTo(LocalDate.of(2026, 5, 2));
        Trend frontier = ShippedRuns.trend("2026-05-02", "training_compute", "frontier", "deep-learning");
        assertThat(Math.pow(10, frontier.estimate().line().slope())).isBetween(4.3, 5.3);
    }

    @Test
    void everyCrossingHasADateOrSaysWhyNot() {
        List<Crossing> crossings =
                ShippedRuns.result("2026-05-02").projections().crossings();
        assertThat(crossings).hasSizeGreaterThan(15);
        for (Crossing crossing : crossings) {
            boolean isDated = crossing.status() == Crossing.Status.DATED
                    || crossing.status() == Crossing.Status.MAY_HAVE_HAPPENED;
            assertThat(crossing.simulated().median() != null)
                    .as(crossing.toString())
                    .isEqualTo(isDated);
            assertThat(crossing.firstObserved() != null)
                    .as(crossing.toString())
                    .isEqualTo(crossing.status() == Crossing.Status.OBSERVED);
        }
    }

    @Test
    void rowsReadAreKeptOrRejected() {
        for (TrendJob.Result result : ShippedRuns.results()) {
            assertThat(result.run().rowsRead())
                    .isEqualTo(result.run().rowsKept() + result.run().rowsRejected());
        }
        assertThat(ShippedRuns.result("sevilla-2022").run().rowsRead()).isEqualTo(498);
    }

    /** A second run on the same rows in another order, at another time. */
    @Test
    void rowsDoNotDependOnOrderFilesOrPartitions() {
        SparkSession session = TestSession.get();
        for (String vintage : List.of("2022-05-03", "2025-06-20", "2026-05-02")) {
            session.read()
                    .parquet(RELEASES + "/vintage=" + vintage)
                    .repartition(7, functions.rand(7))
                    .sortWithinPartitions(functions.rand(8))
                    .write()
                    .parquet(folder + "/shuffled/vintage=" + vintage);
        }
        // What the import could not read lies beside the vintage.
        session.read()
                .parquet(RELEASES + "/_rejects/vintage=2026-05-02")
                .write()
                .parquet(folder + "/shuffled/_rejects/vintage=2026-05-02");
        ShippedRuns.run(RELEASES, "ordered-out", Optional.empty(), ShippedRuns.FEW_DRAWS);
        Map<String, String> settings = new TreeMap<>(ShippedRuns.FEW_DRAWS);
        settings.put("scope", "all");
        ShippedRuns.run(folder + "/shuffled", "shuffled-out", Optional.empty(), settings);
        assertEqualTables("ordered-out", "shuffled-out", "2026-05-02", Set.of("runs"));
    }

    @Test
    void rowsWithoutANumberInAPublishedFileDoNotDependOnFilesEither() {
        for (int partitions : List.of(1, 7)) {
            TestSession.get()
                    .read()
                    .parquet(RELEASES + "/vintage=2022-05-03")
                    .drop("source_row")
                    .repartition(partitions, functions.rand(partitions))
                    .write()
                    .parquet(folder + "/unnumbered" + partitions + "/vintage=2022-05-03");
        }
        TrendJob.Result one = ShippedRuns.run(
                folder + "/unnumbered1", "unnumbered-out1", Optional.of("sevilla-2022"), ShippedRuns.FEW_DRAWS);
        TrendJob.Result seven = ShippedRuns.run(
                folder + "/unnumbered7", "unnumbered-out7", Optional.of("sevilla-2022"), ShippedRuns.FEW_DRAWS);
        assertThat(seven.run().id()).isEqualTo(one.run().id());
        assertThat(seven.rejects()).isEqualTo(one.rejects());
        // Rejects name their file.
        assertEqualTables("unnumbered-out1", "unnumbered-out7", "2022-05-03", Set.of("runs", "rejects"));
    }

    @Test
    void duckDbReadsEveryTableAndFindsKeysUniqueAndPresent() throws SQLException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            for (Table table : tables()) {
                if (table.equals(ForecastLogTables.FORECAST_LOG_SCORES.table())) {
                    continue; // The newer vintage ran first, so the log had no forecast to score.
                }
                String source = "read_parquet('" + folder + "/out/tables/" + table.name()
                        + "/*/*.parquet', hive_partitioning = true)";
                String key = String.join(", ", table.key());
                long rows = number(duckDb, "select count(*) from " + source);
                assertThat(rows).as(table.name()).isPositive();
                assertThat(number(
                                duckDb,
                                "select count(*) from (select distinct " + key + ", vintage from " + source + ")"))
                        .as("distinct keys of " + table.name())
                        .isEqualTo(rows);
                for (String column : table.key()) {
                    assertThat(number(duckDb, "select count(*) from " + source + " where " + column + " is null"))
                            .as(table.name() + "." + column)
                            .isZero();
                }
                assertThat(number(duckDb, "select count(distinct vintage) from " + source))
                        .as("vintages of " + table.name())
                        // Delays need two vintages since 2023. The older run has one.
                        .isEqualTo(table.equals(KnowledgeTables.REPORTING_DELAYS.table()) ? 1 : 2);
            }
            assertThat(
                            number(
                                    duckDb,
                                    "select count(*) from read_parquet('" + folder
                                            + "/out/tables/trends/*/*.parquet') where isnan(slope_oom_per_year) or isinf(aicc) or isinf(bic)"))
                    .isZero();
        }
    }

    @Test
    void tablesHaveTheNumbersOfTheRun() {
        Row row = TestSession.get()
                .read()
                .parquet(folder + "/out/tables/trends")
                .filter("vintage = date'2026-05-02' and metric = 'training_compute' and cohort = 'frontier'"
                        + " and era = 'deep-learning'")
                .head();
        Trend frontier = ShippedRuns.trend("2026-05-02", "training_compute", "frontier", "deep-learning");
        assertThat(row.<Double>getAs("slope_oom_per_year"))
                .isEqualTo(frontier.estimate().line().slope());
        assertThat(row.<Double>getAs("doubling_time_months")).isEqualTo(months(frontier));
        assertThat(row.<Long>getAs("n")).isEqualTo(frontier.n());
        assertThat(row.<String>getAs("run_id"))
                .isEqualTo(ShippedRuns.result("2026-05-02").run().id());
    }

    @Test
    void theManifestNamesInputsSettingsAndCounts() throws IOException {
        String manifest = Files.readString(folder.resolve("out-sevilla/manifest.json"));
        // DuckDB: 498 rows, 151 without a name.
        assertThat(manifest)
                .contains("\"vintage\" : \"2022-05-03\"")
                .contains("\"runId\" : \""
                        + ShippedRuns.result("sevilla-2022").run().id())
                .contains("\"populations.low-outliers\" : \"\\\"drop\\\"\"")
                .contains("\"read\" : 498")
                .contains("\"MISSING_NAME\" : 151")
                .containsPattern("\"sha256\" : \"[0-9a-f]{64}\"");
    }

    @Test
    void anOutputInsideTheInputIsRefusedBeforeAnythingIsWritten() {
        String input = folder + "/guarded";
        TestSession.get()
                .read()
                .parquet(RELEASES + "/vintage=2022-05-03")
                .write()
                .parquet(input + "/vintage=2022-05-03");
        TrendConfig config = ShippedRuns.config(input, input + "/out", Optional.empty(), Map.of());
        assertThatThrownBy(() -> ShippedRuns.job(config).run())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("inside, the input");
        assertThat(Path.of(input, "out")).doesNotExist();
    }

    @Test
    void anEmptyVintageIsAnError() {
        String input = folder + "/empty";
        TestSession.get()
                .read()
                .parquet(RELEASES + "/vintage=2022-05-03")
                .limit(0)
                .write()
                .parquet(input + "/vintage=2022-05-03");
        assertThatThrownBy(() -> ShippedRuns.run(input, "nothing", Optional.empty(), Map.of()))
                .isInstanceOf(UserException.class)
                .hasMessage("input " + input + " contains no rows for vintage 2022-05-03");
    }

    private static List<Table> tables() {
        return PublishedTables.of(
                ShippedRuns.config(RELEASES, "x", Optional.empty(), Map.of()).metrics());
    }

    /** Compares all tables but some, such as runs, which has times. */
    private static void assertEqualTables(String one, String other, String vintage, Set<String> except) {
        List<Table> tables = tables().stream()
                .filter(table -> !except.contains(table.name()))
                .toList();
        output(one, vintage).assertSameRows(output(other, vintage), tables);
    }

    private static PublishedOutput output(String output, String vintage) {
        return new PublishedOutput(folder + "/" + output, LocalDate.parse(vintage));
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (ResultSet result = connection.createStatement().executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static double months(Trend trend) {
        return trend.estimate().doublingTime().months();
    }
}
