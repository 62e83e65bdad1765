package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.domain.OddsRows.FROM_COVERAGE;
import static org.computetrends.domain.OddsRows.SIMULATION;
import static org.computetrends.domain.OddsRows.VINTAGE;
import static org.computetrends.domain.OddsRows.observed;
import static org.computetrends.domain.OddsRows.published;
import static org.computetrends.domain.OddsRows.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.lang3.ArrayUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.computetrends.TestSession;
import org.computetrends.domain.Odds;
import org.computetrends.domain.OddsReliability;
import org.computetrends.domain.OddsRows;
import org.computetrends.publish.ParquetPublisher;
import org.computetrends.publish.Publication;
import org.computetrends.publish.TableRows;
import org.computetrends.publish.TableSink;
import org.computetrends.table.ObservationsTable;
import org.computetrends.table.OddsTables;
import org.computetrends.table.ReleasesTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code odds} on literal tables, published as a run publishes them. */
class OddsCommandIT {
    private static final LocalDate OLDER = LocalDate.of(2025, 6, 20);
    private static final String RUN = "a1";
    private static final String MANIFEST = """
            {"vintage": "2026-08-19", "inputs": [], "rows": {}, "rejects": {},
             "configuration": {"metrics.training_compute.unit": "\\"FLOP\\"",
                               "forecast.benchmark": "\\"frontier-line-5y\\""}}
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void publish() {
        List<Odds> odds = new ArrayList<>(List.of(
                observed(1e26, "2026-12-01"),
                observed(1e26, "2027-01-01"),
                published(1e27, "2026-12-01", 0.5),
                published(1e27, "2027-01-01", 0.6),
                published(1e29, "2026-12-01", 0.1),
                published(1e29, "2027-01-01", 0.2),
                OddsRows.of(FROM_COVERAGE, VINTAGE, Odds.Event.PUBLISHED, 1e27, "2027-01-01", 0.84),
                OddsRows.of(SIMULATION, VINTAGE, Odds.Event.IN_DATABASE, 1e27, "2027-01-01", 0.31),
                OddsRows.of(SIMULATION, OLDER, Odds.Event.PUBLISHED, 1e27, "2027-01-01", 0.71)));
        List<OddsReliability> scores =
                List.of(score(SIMULATION, 6, "all", 48, 4), score(SIMULATION, 6, "0.6-0.8", 8, 3));
        publish(
                "out",
                VINTAGE,
                List.of(
                        TableRows.of(OddsTables.ODDS, odds, RUN),
                        TableRows.of(OddsTables.ODDS_BACKTEST_SUMMARY, scores, RUN),
                        new TableRows.InMemory(
                                ObservationsTable.OBSERVATIONS,
                                List.of(
                                        observation("first", LocalDate.of(2025, 2, 17), 4e26, true),
                                        observation("larger", LocalDate.of(2025, 7, 9), 5e26, true),
                                        observation("later", LocalDate.of(2025, 1, 1), 4.5e26, false))),
                        new TableRows.InMemory(
                                ReleasesTable.of(List.of()),
                                List.of(release("first", "First"), release("larger", "Larger")))));
        publish("out-old", OLDER, List.of(TableRows.of(OddsTables.ODDS_BACKTEST_SUMMARY, scores, RUN)));
    }

    private static void publish(String output, LocalDate vintage, List<TableRows> tables) {
        ParquetPublisher publisher =
                new ParquetPublisher(TestSession.get(), folder.resolve(output).toString(), 1000);
        try (TableSink.Staged stagedTables =
                publisher.stage(new Publication(Instant.EPOCH, RUN, vintage, tables, MANIFEST))) {
            stagedTables.makeVisible();
        }
    }

    private static Row observation(String id, LocalDate publishedOn, double value, boolean isRecord) {
        return RowFactory.create(
                id,
                "training_compute",
                publishedOn,
                25.0,
                value,
                Math.log10(value),
                null,
                null,
                "LARGE",
                1,
                isRecord,
                RUN);
    }

    private static Row release(String id, String name) {
        return RowFactory.create(
                id, name, null, null, null, LocalDate.of(2025, 2, 17), "DAY", null, null, null, null, null, RUN);
    }

    /** Runs the command without a session, and checks that it creates none. */
    private static Outcome command(String... words) {
        SparkSession session = TestSession.get();
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
        try {
            Outcome outcome = Outcome.of(List.of("odds"), words);
            assertThat(SparkSession.getDefaultSession().isEmpty())
                    .as("no default session was created")
                    .isTrue();
            assertThat(SparkSession.getActiveSession().isEmpty())
                    .as("no active session was created")
                    .isTrue();
            return outcome;
        } finally {
            SparkSession.setDefaultSession(session);
            SparkSession.setActiveSession(session);
        }
    }

    private static Outcome answerTo(String threshold, String by, String... more) {
        String[] question = {
            "--threshold",
            threshold,
            "--by",
            by,
            "--output",
            folder.resolve("out").toString()
        };
        return command(ArrayUtils.addAll(question, more));
    }

    @Test
    void theAnswerHasBothStartsBothEventsAndTheScores() {
        Outcome outcome = answerTo("1e27", "2026-12-31").succeeded();
        assertThat(outcome.out()).isEqualToNormalizingNewlines("""
                P(a release of at least 1e27 FLOP is published by 2026-12-31) = 60%

                Quote 60%, by simulation, the default. Past answers by this method, up to 6 months ahead, had a
                Brier score of 0.110 beside 0.142 for the benchmark, a simple forecast by frontier-line-5y, on 48
                questions in 4 windows that do not overlap. The Brier score is the mean squared error of
                probabilities: 0 is perfect, and always saying 50% scores 0.25.

                Method                    Paths start  Published  In the database  Monte Carlo error
                simulation, default       2026-08-19         60%              31%               1.0%
                simulation-from-coverage  2025-08-07         84%                -               1.0%
                Vintage 2026-08-19, scenario continue. By 2026-12-31: that day counts.
                Coverage ends 2025-08-07: later releases may have no value yet.

                The table has this very question: nothing is interpolated.

                How such answers about publication have fared in real time, beside the benchmark's
                Method       Horizon  Questions  Windows  Brier  Benchmark's  Answers of   Happened
                simulation  6 months         48        4  0.110        0.142  60% to 80%  75% of 8*
                * The last two columns rest on three windows or fewer that do not overlap: no evidence.
                simulation-from-coverage: no scores at this horizon; it was never scored.

                Of 8 past answers from 60% to 80%, up to 6 months ahead, 75% came true; they are in 3 windows that
                do not overlap, too few to judge.

                By the default forecasts of all vintages, the probability ranges from 60% (2026-08-19) to 71%
                (2025-06-20); --history lists all.

                """);
    }

    /** The neighbouring thresholds are a factor of 10 away. Points within a factor of 3 are read first, then all. */
    @Test
    void betweenThePointsOfAWideTableItInterpolates() throws Exception {
        Outcome outcome = answerTo("1e28", "2026-12-31", "--json").succeeded();
        JsonNode answer = new ObjectMapper().readTree(outcome.out());
        assertThat(answer.get("probability").asDouble()).isCloseTo(0.4, within(1e-12));
        assertThat(answer.get("unit").asText()).isEqualTo("FLOP");
        assertThat(answer.at("/answers/0/interpolated").asBoolean()).isTrue();
        assertThat(answer.at("/answers/0/points")).hasSize(2);
        assertThat(answer.at("/answers/0/points/1/threshold").asDouble()).isEqualTo(1e29);
        assertThat(answer.at("/records/0/n_windows").asInt()).isEqualTo(4);
        assertThat(answer.at("/records/0/evidence").asBoolean()).isTrue();
        assertThat(answerTo("10^28", "2026-12-31", "--json").out())
                .isEqualTo(answerTo("10²⁸", "2026-12-31", "--json").out())
                .isEqualTo(outcome.out());
        // 0.4 to 0.6 has no row, so nothing is said of similar answers.
        assertThat(answer.at("/records/0/similar_n").isNull()).isTrue();
    }

    @Test
    void aThresholdUpToTheRecordIsObserved() {
        assertThat(answerTo("4e26", "2026-12-31").out())
                .startsWith(
                        "P(a release of at least 4e26 FLOP is published by 2026-12-31) = 100%, observed: First, 2025-02-17\n");
        assertThat(answerTo("5e26", "2026-12-31").out()).contains("observed: Larger, 2025-07-09\n");
        // No release is as large. log10(5.1) = 0.71, so the odds are 1 - 0.71 * (1 - 0.6) = 72%.
        assertThat(answerTo("5.1e26", "2026-12-31").out()).contains("= 72%\n").doesNotContain("observed");
    }

    /** The last day of a year or month counts, and the day that is used is printed. */
    @Test
    void aYearOrAMonthIsItsLastDay() {
        String day = answerTo("1e27", "2026-12-31").out();
        assertThat(answerTo("1e27", "2026").out()).isEqualTo(day);
        assertThat(answerTo("1e27", "2026-12").out()).isEqualTo(day);
        assertThat(day).contains("By 2026-12-31: that day counts.");
        assertThat(answerTo("1e27", "2026-13").err())
                .contains("'2026-13' is not a date such as 2026-05-02, 2026-05 or 2026");
    }

    @Test
    void olderVintagesAreListedOnRequest() {
        assertThat(answerTo("1e27", "2026-12-31").out()).doesNotContainPattern("2025-06-20 +71%");
        assertThat(answerTo("1e27", "2026-12-31", "--json").out()).doesNotContain("2025-06-20");
        assertThat(answerTo("1e27", "2026-12-31", "--history").out()).containsPattern("2025-06-20 +71% ");
    }

    @Test
    void questionsOutsideTheTableAreRefusedWithTheBound() {
        assertThat(answerTo("1e30", "2026-12-31").err(2))
                .contains("--threshold is 1e30: the odds of vintage 2026-08-19 are of thresholds from 1e26 to 1e29");
        assertThat(answerTo("1e27", "2027-01-01").err(2))
                .contains(
                        "--by is 2027-01-01: the odds of vintage 2026-08-19 are of dates from 2026-11-30 to 2026-12-31");
    }

    @Test
    void namesThatTheTableLacksAreUsageErrors() {
        Outcome scenario = answerTo("1e27", "2026-12-31", "--scenario", "contnue");
        assertThat(scenario.exitCode()).isEqualTo(2);
        assertThat(scenario.err()).contains("--scenario is contnue: the odds of vintage 2026-08-19 are of continue");
        Outcome metric = answerTo("1e27", "2026-12-31", "--metric", "parameters");
        assertThat(metric.exitCode()).isEqualTo(2);
        assertThat(metric.err()).contains("--metric is parameters: the odds").contains("are of training_compute");
        Outcome vintage = answerTo("1e27", "2026-12-31", "--vintage", "2026-05-02");
        assertThat(vintage.exitCode()).isEqualTo(2);
        assertThat(vintage.err()).contains("no vintage 2026-05-02 is published; there are 2026-08-19");
    }

    @Test
    void tablesWithoutOddsAndFoldersWithoutTablesAreInputErrors() {
        Outcome older = command(
                "--threshold",
                "1e27",
                "--by",
                "2026-12-31",
                "--output",
                folder.resolve("out-old").toString());
        assertThat(older.exitCode()).isEqualTo(3);
        assertThat(older.err())
                .contains("the tables of vintage 2025-06-20 have no odds: an older version published them")
                .contains("'compute-trends run' publishes them again");
        assertThat(command(
                                "--threshold",
                                "1e27",
                                "--by",
                                "2026-12-31",
                                "--output",
                                folder.resolve("none").toString())
                        .err(3))
                .contains("none has no published tables: 'compute-trends run' publishes them");
    }
}
