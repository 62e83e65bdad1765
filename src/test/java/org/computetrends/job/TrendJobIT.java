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
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.computetrends.TestSession;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.UserException;
import org.computetrends.stats.Interval;
import org.computetrends.stats.LineFit;
import org.computetrends.table.IntervalsTable;
import org.computetrends.table.ObservationsTable;
import org.computetrends.table.ProjectionTables;
import org.computetrends.table.RejectsTable;
import org.computetrends.table.ReleasesTable;
import org.computetrends.table.RunsTable;
import org.computetrends.table.SensitivityTable;
import org.computetrends.table.Table;
import org.computetrends.table.TrendsTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The main job on the data that the project ships. */
class TrendJobIT {
    private static final String RELEASES = "data/releases";

    private static final TrendKey FRONTIER =
            new TrendKey("training_compute", "frontier", "deep-learning", GrowthModel.EXPONENTIAL);

    @TempDir
    private static Path folder;

    private static final Map<String, TrendJob.Result> RUNS = new HashMap<>();

    @BeforeAll
    static void runTheNewestVintageAndThePresets() {
        RUNS.put("2026-04-23", run(RELEASES, "out", Optional.empty(), Map.of()));
        RUNS.put("2025-06-10", run(RELEASES, "out", Optional.empty(), Map.of("vintage", "2025-06-10")));
        RUNS.put("sevilla-2022", run(RELEASES, "out-sevilla", Optional.of("sevilla-2022"), Map.of()));
        RUNS.put("epoch-notable", run(RELEASES, "out-epoch", Optional.of("epoch-notable"), Map.of()));
    }

    /** The columns of {@code reference/trends.csv}, made by R's lm from the published CSV files: see trends.R. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvFileSource(resources = "/reference/trends.csv", numLinesToSkip = 1)
    void trendsAgreeWithR(
            String run,
            String cohort,
            String era,
            long n,
            double slope,
            double slopeSe,
            double low,
            double high,
            double doubling,
            double doublingLow,
            double doublingHigh,
            double start,
            double end,
            double rSquared,
            double residualSd,
            double aicc,
            double bic) {
        Trend trend = trend(run, "training_compute", cohort, era);
        LineFit line = trend.estimate().line();
        assertThat(trend.n()).isEqualTo(n);
        assertClose(line.slope(), slope);
        assertClose(line.slopeSe(), slopeSe);
        Interval interval = line.slopeInterval(0.95);
        assertClose(interval.low(), low);
        assertClose(interval.high(), high);
        assertClose(trend.estimate().doublingTime().months().getAsDouble(), doubling);
        assertClose(trend.estimate().doublingTime().low().getAsDouble(), doublingLow);
        assertClose(trend.estimate().doublingTime().high().getAsDouble(), doublingHigh);
        assertClose(trend.estimate().startValue(), start);
        assertClose(trend.estimate().endValue(), end);
        assertClose(line.rSquared(), rSquared);
        assertClose(line.residualSd(), residualSd);
        assertClose(line.aicc(), aicc);
        assertClose(line.bic(), bic);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvFileSource(resources = "/reference/crossings.csv", numLinesToSkip = 1)
    void crossingsAgreeWithR(
            String run,
            String cohort,
            String era,
            double time,
            double low80,
            double high80,
            double low95,
            double high95,
            double releaseLow80,
            double releaseHigh80) {
        LineFit line = trend(run, "training_compute", cohort, era).estimate().line();
        assertThat(line.whenLineReaches(27, 0.95).estimate()).isCloseTo(time, within(1e-8));
        assertThat(line.whenLineReaches(27, 0.80).low()).isCloseTo(low80, within(1e-8));
        assertThat(line.whenLineReaches(27, 0.80).high()).isCloseTo(high80, within(1e-8));
        assertThat(line.whenLineReaches(27, 0.95).low()).isCloseTo(low95, within(1e-8));
        assertThat(line.whenLineReaches(27, 0.95).high()).isCloseTo(high95, within(1e-8));
        assertThat(line.whenReleaseReaches(27, 0.80).low()).isCloseTo(releaseLow80, within(1e-8));
        assertThat(line.whenReleaseReaches(27, 0.80).high()).isCloseTo(releaseHigh80, within(1e-8));
    }

    /** R's sandwich, cooks.distance and definitions: see trends.R. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvFileSource(resources = "/reference/uncertainty.csv", numLinesToSkip = 1)
    void uncertaintyAgreesWithR(
            String run,
            String cohort,
            String era,
            long clusters,
            double hc3,
            double cr1,
            double theilSen,
            double cook,
            double slopeWithout,
            double looLogScore) {
        Trend.Estimate estimate = trend(run, "training_compute", cohort, era).estimate();
        assertThat(estimate.clusters()).isEqualTo(clusters);
        assertClose(estimate.interval(SlopeInterval.Method.HC3).standardError(), hc3);
        assertClose(estimate.interval(SlopeInterval.Method.CR1).standardError(), cr1);
        assertClose(estimate.robustness().theilSenSlope(), theilSen);
        assertClose(estimate.robustness().maxCooksDistance(), cook);
        assertClose(estimate.robustness().slopeWithoutIt(), slopeWithout);
        assertClose(estimate.robustness().looLogScore(), looLogScore);
    }

    /** R's boot, 100,000 replicates: see bootstrap.R. Ends are held to 3% (BCa 4%) of the interval's width. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/reference/bootstrap.csv", numLinesToSkip = 1)
    void bootstrapsAgreeWithRWithinMonteCarloError(
            String cohort, long n, double low, double high, double bcaLow, double bcaHigh, double sd) {
        Trend trend = trend("2026-04-23", "training_compute", cohort, "deep-learning");
        assertThat(trend.n()).isEqualTo(n);
        SlopeInterval percentile = trend.estimate().interval(SlopeInterval.Method.PAIRS_PERCENTILE);
        SlopeInterval accelerated = trend.estimate().interval(SlopeInterval.Method.PAIRS_BCA);
        assertThat(percentile.low()).isCloseTo(low, within(0.03 * (high - low)));
        assertThat(percentile.high()).isCloseTo(high, within(0.03 * (high - low)));
        assertThat(accelerated.low()).isCloseTo(bcaLow, within(0.04 * (bcaHigh - bcaLow)));
        assertThat(accelerated.high()).isCloseTo(bcaHigh, within(0.04 * (bcaHigh - bcaLow)));
        assertThat(percentile.standardError()).isCloseTo(sd, within(0.03 * sd));
    }

    @Test
    void aTrendsIntervalDoesNotDependOnTheOtherTrends() {
        TrendJob.Result alone = run(
                RELEASES,
                "alone",
                Optional.empty(),
                Map.of("trends", "[{ metrics = [training_compute], cohorts = [frontier], eras = [deep-learning] }]"));
        Trend frontier = alone.trends().stream()
                .filter(trend -> trend.specification().key().equals(FRONTIER))
                .findFirst()
                .orElseThrow();
        List<SlopeInterval> among = trend("2026-04-23", "training_compute", "frontier", "deep-learning")
                .estimate()
                .intervals();
        List<SlopeInterval> intervals = frontier.estimate().intervals();
        assertThat(intervals).hasSize(8);
        for (int i = 0; i < intervals.size(); i++) {
            // To the last digits of MLlib's solution for all trends at once.
            assertThat(intervals.get(i).low()).isCloseTo(among.get(i).low(), within(1e-12));
            assertThat(intervals.get(i).high()).isCloseTo(among.get(i).high(), within(1e-12));
        }
    }

    /** Sevilla et al. 2022: n, doubling time, R squared and scale; its intervals for the other two. */
    @Test
    void thePaperOf2022IsReproducedOnItsData() {
        Trend before = trend("sevilla-2022", "training_compute", "all", "pre-deep-learning");
        assertThat(before.n()).isEqualTo(19);
        assertThat(months(before)).isCloseTo(21.3, within(0.05));
        assertThat(before.estimate().line().rSquared()).isCloseTo(0.77, within(0.005));
        assertThat(before.estimate().startValue()).isBetween(2.5e4, 3.5e4);
        assertThat(before.estimate().endValue()).isBetween(1.5e14, 2.5e14);
        assertThat(months(trend("sevilla-2022", "training_compute", "regular-scale", "deep-learning")))
                .isBetween(4.3, 9.0);
        assertThat(months(trend("sevilla-2022", "training_compute", "large-scale", "large-scale")))
                .isBetween(7.7, 17.1);
    }

    /** Epoch AI's data insight on notable models since 2010. */
    @Test
    void epochsTrendOfNotableModelsIsReproducedOnItsData() {
        Trend notable = trend("epoch-notable", "training_compute", "notable", "deep-learning");
        assertThat(notable.n()).isEqualTo(428);
        assertThat(notable.estimate().line().slope()).isCloseTo(0.67, within(0.005));
        assertThat(Math.pow(10, notable.estimate().line().slope())).isCloseTo(4.7, within(0.05));
        assertThat(notable.estimate().line().rSquared()).isCloseTo(0.60, within(0.005));
    }

    /**
     * Between the low end that Epoch AI publishes for notable models since 2010 (4.3 to 5.2) and its figure for the frontier
     * (5.3, of 2024).
     */
    @Test
    void theFrontierOfTheNewestVintageGrowsAsPublished() {
        assertThat(RUNS.get("2026-04-23").vintage()).isEqualTo(LocalDate.of(2026, 4, 23));
        Trend frontier = trend("2026-04-23", "training_compute", "frontier", "deep-learning");
        assertThat(Math.pow(10, frontier.estimate().line().slope())).isBetween(4.3, 5.3);
    }

    @Test
    void everyCrossingHasADateOrSaysWhyNot() {
        List<Crossing> crossings = RUNS.get("2026-04-23").projections().crossings();
        assertThat(crossings).hasSizeGreaterThan(15);
        for (Crossing crossing : crossings) {
            boolean dated =
                    crossing.status() == Crossing.Status.BOUNDED || crossing.status() == Crossing.Status.UNBOUNDED;
            assertThat(crossing.medianDate() != null).as(crossing.toString()).isEqualTo(dated);
        }
    }

    @Test
    void rowsReadAreKeptOrRejected() {
        for (TrendJob.Result result : RUNS.values()) {
            assertThat(result.run().rowsRead())
                    .isEqualTo(result.run().rowsKept() + result.run().rowsRejected());
        }
        assertThat(RUNS.get("sevilla-2022").run().rowsRead()).isEqualTo(498);
    }

    @Test
    void theSameRunGivesTheSameRows() {
        run(RELEASES, "again", Optional.empty(), Map.of());
        assertEqualTables("out", "again");
    }

    @Test
    void rowsDoNotDependOnOrderFilesOrPartitions() {
        SparkSession session = TestSession.get();
        for (int partitions : List.of(1, 7)) {
            session.read()
                    .parquet(RELEASES + "/vintage=2026-04-23")
                    .repartition(partitions, functions.rand(partitions))
                    .sortWithinPartitions(functions.rand(partitions + 1))
                    .write()
                    .parquet(folder + "/shuffled" + partitions + "/vintage=2026-04-23");
            // What the import could not read lies beside the vintage.
            session.read()
                    .parquet(RELEASES + "/_rejects/vintage=2026-04-23")
                    .write()
                    .parquet(folder + "/shuffled" + partitions + "/_rejects/vintage=2026-04-23");
            run(folder + "/shuffled" + partitions, "tables" + partitions, Optional.empty(), Map.of());
        }
        assertEqualTables("out", "tables1");
        assertEqualTables("tables1", "tables7");
    }

    @Test
    void rowsWithoutAPlaceInAPublishedFileDoNotDependOnFilesEither() {
        for (int partitions : List.of(1, 7)) {
            TestSession.get()
                    .read()
                    .parquet(RELEASES + "/vintage=2022-05-03")
                    .drop("source_row")
                    .repartition(partitions, functions.rand(partitions))
                    .write()
                    .parquet(folder + "/placeless" + partitions + "/vintage=2022-05-03");
        }
        Map<String, String> sevilla = Map.of("fitting.replicates", "100");
        TrendJob.Result one = run(folder + "/placeless1", "placeless-out1", Optional.of("sevilla-2022"), sevilla);
        TrendJob.Result seven = run(folder + "/placeless7", "placeless-out7", Optional.of("sevilla-2022"), sevilla);
        assertThat(seven.run().id()).isEqualTo(one.run().id());
        assertThat(seven.trends()).isEqualTo(one.trends());
        assertThat(seven.projections()).isEqualTo(one.projections());
        assertThat(seven.rejects()).isEqualTo(one.rejects());
    }

    @Test
    void duckDbReadsEveryTableAndFindsKeysUniqueAndPresent() throws SQLException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            for (Table table : tables()) {
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
                        .isEqualTo(2);
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
    void tablesHoldWhatTheRunFound() {
        Row row = TestSession.get()
                .read()
                .parquet(folder + "/out/tables/trends")
                .filter("vintage = date'2026-04-23' and metric = 'training_compute' and cohort = 'frontier'"
                        + " and era = 'deep-learning'")
                .head();
        Trend frontier = trend("2026-04-23", "training_compute", "frontier", "deep-learning");
        assertThat(row.<Double>getAs("slope_oom_per_year"))
                .isEqualTo(frontier.estimate().line().slope());
        assertThat(row.<Double>getAs("doubling_time_months")).isEqualTo(months(frontier));
        assertThat(row.<Long>getAs("n")).isEqualTo(frontier.n());
        assertThat(row.<String>getAs("run_id"))
                .isEqualTo(RUNS.get("2026-04-23").run().id());
    }

    @Test
    void theManifestNamesInputsSettingsAndCounts() throws IOException {
        String manifest = Files.readString(folder.resolve("out-sevilla/manifest.json"));
        assertThat(manifest)
                .contains("\"vintage\" : \"2022-05-03\"")
                .contains("\"runId\" : \"" + RUNS.get("sevilla-2022").run().id())
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
        TrendConfig config = config(input, input + "/out", Optional.empty(), Map.of());
        assertThatThrownBy(() -> job(config).run())
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
        assertThatThrownBy(() -> run(input, "nothing", Optional.empty(), Map.of()))
                .isInstanceOf(UserException.class)
                .hasMessage("input " + input + " holds no rows for vintage 2022-05-03");
    }

    private static List<Table> tables() {
        return List.of(
                ReleasesTable.of(
                        config(RELEASES, "x", Optional.empty(), Map.of()).metrics()),
                RejectsTable.REJECTS,
                ObservationsTable.OBSERVATIONS,
                TrendsTable.TRENDS.table(),
                IntervalsTable.INTERVALS.table(),
                ProjectionTables.PROJECTIONS.table(),
                ProjectionTables.CROSSINGS.table(),
                ProjectionTables.GENERATIONS.table(),
                SensitivityTable.SENSITIVITY.table(),
                RunsTable.RUNS.table());
    }

    /** All tables but that of the runs, which alone knows of the clock. */
    private static void assertEqualTables(String one, String other) {
        for (Table table : tables()) {
            if (!table.name().equals("runs")) {
                assertThat(rows(other, table)).as(table.name()).isEqualTo(rows(one, table));
            }
        }
    }

    private static List<String> rows(String output, Table table) {
        List<String> rows = new ArrayList<>();
        TestSession.get()
                .read()
                .parquet(folder + "/" + output + "/tables/" + table.name() + "/vintage=2026-04-23")
                .collectAsList()
                .forEach(row -> rows.add(row.toString()));
        rows.sort(null);
        return rows;
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (ResultSet result = connection.createStatement().executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static Trend trend(String run, String metric, String cohort, String era) {
        return RUNS.get(run).trends().stream()
                .filter(trend -> trend.specification().metric().id().equals(metric)
                        && trend.specification().cohort().id().equals(cohort)
                        && trend.specification().era().id().equals(era))
                .findFirst()
                .orElseThrow();
    }

    private static double months(Trend trend) {
        return trend.estimate().doublingTime().months().getAsDouble();
    }

    private static void assertClose(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-8 * Math.abs(expected)));
    }

    private static TrendJob.Result run(
            String input, String output, Optional<String> preset, Map<String, String> settings) {
        return job(config(input, folder + "/" + output, preset, settings)).run();
    }

    private static TrendConfig config(
            String input, String output, Optional<String> preset, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>();
        // A test of its own holds Huber's regression, which costs a fit for each trend.
        all.put("fitting.huber", "false");
        all.putAll(settings);
        all.put("input", input);
        all.put("output", output);
        return new ConfigLoader(preset, Optional.empty(), all).load();
    }

    private static TrendJob job(TrendConfig config) {
        return new TrendJob(TestSession.get(), config, Clock.systemUTC(), stage -> {});
    }
}
