package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.computetrends.TestHdfs;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that publish and retire vintages are killed at random moments, while a reader reads. They are killed a few
 * times, or as often as {@code -Dkills=50 -Drest-kills=20 -Dhdfs-kills=20 -Dnights=30 -Dkilled-nights=5} says.
 */
@Tag("slow")
class KilledPublicationsIT {
    private static final int KILLS = Integer.getInteger("kills", 2);

    /** Kills of publications to a REST catalog, each of which takes seconds. */
    private static final int REST_KILLS = Integer.getInteger("rest-kills", 1);

    private static final int HDFS_KILLS = Integer.getInteger("hdfs-kills", 1);

    /** A schedule publishes a vintage a night. On some nights after the first, another run is killed before. */
    private static final int NIGHTS = Integer.getInteger("nights", 6);

    private static final int KILLED_NIGHTS = Integer.getInteger("killed-nights", 1);

    private final Random random = new Random(20260423);

    @TempDir
    private Path folder;

    @Test
    void aKilledRunLeavesParquetWholeAndTheNextSucceeds() throws Exception {
        Path output = folder.resolve("out");
        publishAndKill("Parquet", output.toString(), KILLS, 200, () -> ParquetReading.fault(output), number -> {
            assertThat(ParquetReading.runs(output.resolve("current").toRealPath(), "delta"))
                    .containsEntry("vintage=2024-01-01", SmallTables.runId(number));
            try (Stream<Path> versions = Files.list(output.resolve("versions"))) {
                assertThat(versions)
                        .as("the current version and the one before")
                        .hasSize(2);
            }
        });
    }

    @Test
    void aKilledRunLeavesPostgresWholeAndTheNextSucceeds() throws Exception {
        String address = TestPostgres.newDatabase("killed") + "?user=postgres";
        PostgresServer server = PostgresServer.of((SinkAddress.Postgres) SinkAddress.parse(address), Map.of());
        publishAndKill("PostgreSQL", address, KILLS, 200, () -> postgresFault(server), number -> {
            try (Connection connection = server.connect()) {
                assertThat(PostgresServer.queryRows(
                                connection, "SELECT DISTINCT publication FROM delta WHERE vintage = '2024-01-01'"))
                        .containsExactly(List.of(Long.toString(number)));
                assertThat(PostgresServer.queryRows(
                                connection, "SELECT relname FROM pg_class WHERE relname LIKE '\\_compute\\_trends%'"))
                        .isEmpty();
            }
        });
    }

    @Test
    void aKilledRunLeavesARestCatalogWholeAndTheNextSucceeds() throws Exception {
        Callable<String> read = () -> IcebergReading.fault("killed", List.of(SmallTables.LOG.name()), SmallTables.ROWS);
        publishAndKill(
                "REST catalog",
                TestRestCatalog.uri() + "?killed",
                REST_KILLS,
                4000,
                read,
                number -> assertThat(IcebergReading.runs("killed"))
                        .containsEntry(SmallTables.FIRST_VINTAGE.toString(), SmallTables.runId(number)));
    }

    @Test
    void aKilledRunLeavesHdfsWholeAndTheNextSucceeds() throws Exception {
        MiniDFSCluster cluster = TestHdfs.start(folder, 1);
        String address = cluster.getURI() + "/killed";
        Configuration configuration = new Configuration();
        try {
            publishAndKill(
                    "HDFS",
                    address,
                    HDFS_KILLS,
                    2000,
                    () -> ParquetReading.fault(configuration, address),
                    number -> assertThat(new PublishedFolder(configuration, address)
                                    .manifest(SmallTables.FIRST_VINTAGE)
                                    .orElse(""))
                            .contains(SmallTables.runId(number)));
        } finally {
            cluster.shutdown();
        }
    }

    private interface NextRun {
        void require(long number) throws Exception;
    }

    /**
     * Kills processes that publish to a sink while a reader reads it. After each kill, the next run publishes.
     *
     * @param milliseconds within which a process is killed
     * @param read returns what is wrong with the tables, or nothing
     * @param nextRun requires that the sink has the publication of a number
     */
    private void publishAndKill(
            String sink, String address, int kills, int milliseconds, Callable<String> read, NextRun nextRun)
            throws Exception {
        long number = 1;
        List<String> log = List.of();
        SmallTables.publish(PublishingProcess.sink(address), SmallTables.FIRST_VINTAGE, number);
        try (TornReads reader = new TornReads(read)) {
            for (int i = 0; i < kills; i++) {
                killOneOf(address, number += 10_000, SmallTables.FIRST_VINTAGE, 3, milliseconds);
                // Later than any publication of the killed process, because the number sets the start of the run.
                SmallTables.publish(PublishingProcess.sink(address), SmallTables.FIRST_VINTAGE, number += 10_000);
                log = requireGrown(address, log, number);
                nextRun.require(number);
            }
            report(sink, kills, reader);
        }
    }

    @Test
    void aScheduleWithKilledNightsHasTheSameTablesAsOneWithout() throws Exception {
        Path disturbed = folder.resolve("disturbed");
        Path undisturbed = folder.resolve("undisturbed");
        assertThat(KILLED_NIGHTS).as("killed-nights").isLessThan(NIGHTS);
        List<Integer> killed =
                random.ints(1, NIGHTS).distinct().limit(KILLED_NIGHTS).boxed().toList();
        for (int night = 0; night < NIGHTS; night++) {
            // Later than any publication of a killed process.
            Publication publication =
                    SmallTables.publication(SmallTables.FIRST_VINTAGE.plusMonths(night), 1_000_000 + night);
            TestSinks.publish(PublishingProcess.sink(undisturbed.toString()), publication);
            if (killed.contains(night)) {
                killOneOf(disturbed.toString(), 10_000L * night, publication.vintage(), 1, 200);
            }
            TestSinks.publish(PublishingProcess.sink(disturbed.toString()), publication);
        }
        for (Table table : SmallTables.TABLES) {
            Map<String, String> expected = new TreeMap<>(
                    ParquetReading.runs(undisturbed.resolve("current").toRealPath(), table.name()));
            assertThat(expected).hasSize(NIGHTS);
            assertThat(ParquetReading.runs(disturbed.resolve("current").toRealPath(), table.name()))
                    .isEqualTo(expected);
        }
        System.out.println("Schedule: " + NIGHTS + " nights, " + KILLED_NIGHTS + " killed, tables equal");
    }

    /** Returns the runs in the log, which must be those of before and the last one, each once. */
    private static List<String> requireGrown(String address, List<String> before, long last) {
        List<String> runs =
                PublishingProcess.sink(address)
                        .readLog(SmallTables.LOG, SmallTables.DAY, SmallTables.FIRST_VINTAGE)
                        .stream()
                        .map(row -> row.requireText("run_id"))
                        .toList();
        assertThat(runs)
                .doesNotHaveDuplicates()
                .containsAll(before)
                .contains(SmallTables.runId(last))
                .hasSizeGreaterThan(before.size());
        return runs;
    }

    /** Starts a process that publishes without end, and kills it during its second or a later publication. */
    private void killOneOf(String address, long number, LocalDate vintage, int vintages, int milliseconds)
            throws InterruptedException {
        Process process = PublishingProcess.start(address, number, vintage, vintages);
        try {
            Thread.sleep(random.nextInt(milliseconds), random.nextInt(1_000_000));
        } finally {
            PublishingProcess.kill(process);
        }
    }

    private static String postgresFault(PostgresServer server) throws Exception {
        try (Connection connection = server.connect()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            List<List<String>> manifests = PostgresServer.queryRows(
                    connection,
                    "SELECT vintage, run_id, " + SmallTables.ROWS + " FROM compute_trends_manifests ORDER BY 1");
            for (Table table : SmallTables.TABLES) {
                List<List<String>> foundRows = PostgresServer.queryRows(
                        connection,
                        "SELECT vintage, run_id, count(*) FROM " + table.name() + " GROUP BY 1, 2 ORDER BY 1");
                if (!foundRows.equals(manifests)) {
                    return table.name() + " has " + foundRows + ", the manifests " + manifests;
                }
            }
            return "";
        }
    }

    private static void report(String sink, int kills, TornReads reader) {
        reader.close();
        System.out.println(sink + ": kills survived: " + kills + ", reads: " + reader.reads()
                + ", overtaken by two publications: " + reader.overtaken() + ", torn reads seen: "
                + reader.torn().size());
        assertThat(reader.torn()).isEmpty();
        assertThat(reader.reads()).isPositive();
    }
}
