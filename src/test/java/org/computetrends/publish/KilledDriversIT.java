package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs of the real job, to Parquet, PostgreSQL and a REST catalog at once, are killed at random moments, while readers
 * read all of these. Each run takes some seconds, so the test runs on request: {@code -Dkilled-drivers=50}.
 */
@Tag("slow")
@EnabledIfSystemProperty(named = "killed-drivers", matches = "[0-9]+")
class KilledDriversIT {
    private static final int KILLS = Integer.getInteger("killed-drivers", 0);
    private static final String NAMESPACE = "killed_drivers";
    private static final String VINTAGE = "2026-05-02";
    private static final String OTHER_VINTAGE = "2025-06-20"; // which no later run may touch

    private final Random random = new Random(20260423);

    @TempDir
    private Path folder;

    @Test
    void aKilledDriverLeavesAllSinksWholeAndTheNextSucceeds() throws Exception {
        Path output = folder.resolve("out");
        String address = TestPostgres.newDatabase("killed_drivers") + "?user=postgres";
        PostgresServer server = PostgresServer.of((SinkAddress.Postgres) SinkAddress.parse(address), Map.of());
        IcebergReading.open(TestRestCatalog.uri());
        runToItsEnd(output, address, OTHER_VINTAGE, 1);
        long milliseconds = runToItsEnd(output, address, VINTAGE, 1);
        int killed = 0;
        int inPublication = 0;
        int seed = 1;
        TornReads rest;
        TornReads parquet;
        TornReads postgres;
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                TornReads ofRest = new TornReads(() -> IcebergReading.fault(NAMESPACE, List.of("forecast_log"), -1));
                TornReads ofParquet = new TornReads(() -> parquetFault(duckDb, output));
                TornReads ofPostgres = new TornReads(() -> postgresFault(server))) {
            // Read after the threads have ended.
            rest = ofRest;
            parquet = ofParquet;
            postgres = ofPostgres;
            while (killed < KILLS) {
                Process process = start(output, address, VINTAGE, ++seed);
                if (process.waitFor(random.nextLong(milliseconds), TimeUnit.MILLISECONDS)) {
                    // It ended before it could be killed, and does not count.
                    assertThat(process.exitValue()).isZero();
                    continue;
                }
                PublishingProcess.kill(process);
                killed++;
                // The run logs each stage that begins.
                inPublication += Files.readString(log()).contains("publish begins") ? 1 : 0;
                milliseconds = runToItsEnd(output, address, VINTAGE, ++seed);
                requireTheLastRunInAllSinks(output, server);
            }
        }
        System.out.println("Drivers killed: " + killed + ", of these while publishing: " + inPublication
                + ", next runs that succeeded: " + killed + "; Parquet: reads: " + parquet.reads() + ", torn: "
                + parquet.torn().size() + "; PostgreSQL: reads: " + postgres.reads() + ", torn: "
                + postgres.torn().size() + "; REST catalog: reads: " + rest.reads() + ", torn: "
                + rest.torn().size());
        assertThat(rest.torn()).isEmpty();
        assertThat(parquet.torn()).isEmpty();
        assertThat(postgres.torn()).isEmpty();
        assertThat(parquet.overtaken()).isZero();
        assertThat(Math.min(rest.reads(), Math.min(parquet.reads(), postgres.reads())))
                .isPositive();
    }

    private static void requireTheLastRunInAllSinks(Path output, PostgresServer server) throws Exception {
        String run = manifest(output).get("runId").asText();
        assertThat(runs(output)).containsOnlyKeys(OTHER_VINTAGE, VINTAGE).containsEntry(VINTAGE, run);
        assertThat(IcebergReading.runs(NAMESPACE)).isEqualTo(runs(output));
        try (Connection connection = server.connect()) {
            assertThat(PostgresServer.queryRows(
                            connection, "SELECT DISTINCT run_id FROM trends WHERE vintage = '" + VINTAGE + "'"))
                    .containsExactly(List.of(run));
        }
    }

    private Path log() {
        return folder.resolve("log");
    }

    private long runToItsEnd(Path output, String address, String vintage, int seed) throws Exception {
        long begin = System.nanoTime();
        int code = start(output, address, vintage, seed).waitFor();
        assertThat(code).as(() -> readLog()).isZero();
        return (System.nanoTime() - begin) / 1_000_000;
    }

    private String readLog() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Process start(Path output, String address, String vintage, int seed) throws Exception {
        return new ProcessBuilder(List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "@conf/jvm.options",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "org.computetrends.cli.Main",
                        "run",
                        "--input",
                        "data/releases",
                        "--vintage",
                        vintage,
                        "--output",
                        output.toString(),
                        "--sink",
                        address,
                        "--sink",
                        "iceberg:rest." + NAMESPACE,
                        "--set",
                        "catalogs.rest.type=rest",
                        "--set",
                        "catalogs.rest.uri=" + TestRestCatalog.uri(),
                        "--set",
                        "fitting.replicates=40",
                        "--set",
                        "breakpoints.replicates=19",
                        "--set",
                        "seed=" + seed))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private static JsonNode manifest(Path version) throws IOException {
        return new ObjectMapper().readTree(version.resolve("manifest.json").toFile());
    }

    /** The run of each vintage in the table trends, read by DuckDB. */
    private static Map<String, String> runs(Path output) throws SQLException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            return runs(duckDb, output.resolve("tables"), "trends");
        }
    }

    private static Map<String, String> runs(Connection duckDb, Path tables, String table) throws SQLException {
        Map<String, String> runs = new TreeMap<>();
        try (Statement statement = duckDb.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT DISTINCT CAST(vintage AS VARCHAR), run_id FROM read_parquet('"
                                + tables + "/" + table + "/*/*.parquet', hive_partitioning = true)")) {
            while (rows.next()) {
                runs.merge(rows.getString(1), rows.getString(2), (one, other) -> one + " and " + other);
            }
        }
        return runs;
    }

    /** What is wrong in the current version; empty if all tables with rows are of the same runs. */
    private static String parquetFault(Connection duckDb, Path output) throws IOException, SQLException {
        Path version = output.resolve("current").toRealPath();
        Path tables = version.resolve("tables");
        JsonNode manifest = manifest(version);
        Map<String, String> expected = runs(duckDb, tables, "runs");
        if (!manifest.get("runId")
                .asText()
                .equals(expected.get(manifest.get("vintage").asText()))) {
            return "the manifest is of " + manifest.get("runId") + ", runs are " + expected;
        }
        for (Map.Entry<String, JsonNode> table : manifest.get("tables").properties()) {
            if (table.getKey().equals("forecast_log")) {
                continue; // has earlier runs of the vintage too
            }
            Map<String, String> runsFound = runs(duckDb, tables, table.getKey());
            if (!expected.entrySet().containsAll(runsFound.entrySet())
                    || (table.getValue().asLong() > 0 && !runsFound.containsKey(VINTAGE))) {
                return table.getKey() + " has " + runsFound + ", runs are " + expected;
            }
        }
        return Files.readString(version.resolve("report/index.html"))
                        .contains(manifest.get("runId").asText())
                ? ""
                : "the page is not of " + manifest.get("runId");
    }

    private static String postgresFault(PostgresServer server) throws SQLException {
        try (Connection connection = server.connect()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            List<List<String>> manifests = PostgresServer.queryRows(
                    connection, "SELECT vintage, run_id FROM compute_trends_manifests ORDER BY 1");
            List<List<String>> tables = PostgresServer.queryRows(
                    connection,
                    "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
                            + " AND column_name = 'run_id' AND table_name <> 'forecast_log'"
                            + " AND table_name NOT LIKE '%compute\\_trends\\_%' ORDER BY 1");
            if (tables.size() < 20) {
                return "there are only the tables " + tables;
            }
            for (List<String> table : tables) {
                List<List<String>> foundRows = new ArrayList<>(PostgresServer.queryRows(
                        connection, "SELECT DISTINCT vintage, run_id FROM " + table.get(0) + " ORDER BY 1"));
                if (!manifests.containsAll(foundRows)) {
                    return table + " has " + foundRows + ", the manifests " + manifests;
                }
            }
            return "";
        }
    }
}
