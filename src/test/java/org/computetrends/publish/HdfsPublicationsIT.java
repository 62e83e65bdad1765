package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.computetrends.TestHdfs;
import org.computetrends.table.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publications to HDFS, which has no links. */
@Tag("slow")
class HdfsPublicationsIT {
    /**
     * Rows of each table where bytes are counted. So many that the pointer, which grows with each vintage, hardly
     * matters.
     */
    private static final int ROWS = 3_000;

    private static final int VINTAGES = 6;
    private static final LocalDate JANUARY = LocalDate.of(2024, 1, 1);
    private static final LocalDate FEBRUARY = LocalDate.of(2024, 2, 1);

    @TempDir
    private static Path folder;

    private static MiniDFSCluster cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = TestHdfs.start(folder, 1);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.shutdown();
        }
    }

    @Test
    void aPublicationCostsNoMoreAfterManyVintagesThanAfterTwo() throws Exception {
        String output = cluster.getURI() + "/costs";
        FileSystem fileSystem = cluster.getFileSystem();
        List<Long> bytes = new ArrayList<>();
        List<Long> files = new ArrayList<>();
        for (int number = 1; number <= VINTAGES; number++) {
            long bytesBefore = bytesWritten();
            long filesBefore = filesCreated();
            publish(
                    output,
                    number,
                    Instant.EPOCH.plusMillis(number),
                    SmallTables.FIRST_VINTAGE.plusMonths(number),
                    ROWS);
            bytes.add(bytesWritten() - bytesBefore);
            files.add(filesCreated() - filesBefore);
        }
        assertThat(bytes.get(2)).isPositive();
        // Random longs take 2 * 3,000 * 8 = 48,000 bytes. 3% are 1,440: room for three more vintages in the pointer.
        assertThat(bytes.get(VINTAGES - 1)).isLessThanOrEqualTo((long) (1.03 * bytes.get(2)));
        assertThat(files.get(VINTAGES - 1)).isEqualTo(files.get(2));

        ParquetPublisher publisher = publisher(output);
        assertThat(publisher.publishedVintages()).hasSize(VINTAGES);
        assertThat(publisher.readLog(SmallTables.LOG, SmallTables.DAY, SmallTables.FIRST_VINTAGE))
                .hasSize(VINTAGES);
        PublishedFolder published = new PublishedFolder(fileSystem.getConf(), output);
        for (LocalDate vintage : published.vintages()) {
            assertThat(published.reader(vintage).read(SmallTables.TABLES.get(0)).rows())
                    .hasSize(ROWS);
        }
    }

    /** After a day, readers may only use the current publication and the one before it. */
    @Test
    void unusedVersionsAreRemovedAfterTheGracePeriod() throws Exception {
        String output = cluster.getURI() + "/grace";
        Instant first = Instant.EPOCH;
        publish(output, 1, first, JANUARY);
        publish(output, 2, first.plusSeconds(1), FEBRUARY);
        for (int number = 3; number <= 5; number++) {
            publish(output, number, first.plusSeconds(number), JANUARY);
        }
        assertThat(runsWithFolders(output)).as("readers may be under way").hasSize(5);
        publish(output, 6, first.plus(UnusedVersions.GRACE).plusSeconds(60), JANUARY);
        publish(output, 7, first.plus(UnusedVersions.GRACE).plusSeconds(61), JANUARY);
        assertThat(runsWithFolders(output))
                .as("the newest two, and the other vintage's")
                .contains(SmallTables.runId(7), SmallTables.runId(6), SmallTables.runId(2));
        PublishedFolder published = new PublishedFolder(cluster.getFileSystem().getConf(), output);
        assertThat(published.rowsFolders(List.of(SmallTables.TABLES.get(0))))
                .extracting(each -> each.vintage() + " "
                        + each.folder().replaceFirst(".*/versions/[^-]*-", "").replaceFirst("/.*", ""))
                .containsExactly(JANUARY + " " + SmallTables.runId(7), FEBRUARY + " " + SmallTables.runId(2));
        assertThat(runsWithRows(output)).as("tables of runs that nothing names").doesNotContain(SmallTables.runId(1));
        assertThat(publisher(output).readLog(SmallTables.LOG, SmallTables.DAY, SmallTables.FIRST_VINTAGE))
                .as("what was logged stays")
                .hasSize(7);
    }

    /** The grace period counts from the replacement of a folder, however old the folder is. */
    @Test
    void theGracePeriodBeginsWhenAFolderIsReplaced() throws Exception {
        String output = cluster.getURI() + "/replaced";
        Instant later = Instant.EPOCH.plus(UnusedVersions.GRACE.multipliedBy(10));
        publish(output, 1, Instant.EPOCH, JANUARY);
        publish(output, 2, later, FEBRUARY);
        publish(output, 3, later.plusSeconds(1), JANUARY);
        for (int number = 4; number <= 6; number++) {
            publish(output, number, later.plusSeconds(number), FEBRUARY);
        }
        assertThat(runsWithRows(output)).contains(SmallTables.runId(1), SmallTables.runId(3));
        publish(output, 7, later.plus(UnusedVersions.GRACE).plusSeconds(60), FEBRUARY);
        publish(output, 8, later.plus(UnusedVersions.GRACE).plusSeconds(61), FEBRUARY);
        assertThat(runsWithRows(output)).contains(SmallTables.runId(3)).doesNotContain(SmallTables.runId(1));
    }

    @Test
    void anOutputOfAnEarlierVersionIsContinued() throws Exception {
        String output = cluster.getURI() + "/earlier";
        publish(output, 1, Instant.EPOCH, JANUARY);
        String version = versionFolders(output).get(0);
        // The pointer of an earlier version of the program was the name of a version with all vintages.
        try (OutputStream pointer =
                cluster.getFileSystem().create(new org.apache.hadoop.fs.Path(output, "current"), true)) {
            pointer.write(version.getBytes(StandardCharsets.UTF_8));
        }
        publish(output, 2, Instant.EPOCH.plusSeconds(1), FEBRUARY);
        PublishedFolder published = new PublishedFolder(cluster.getFileSystem().getConf(), output);
        assertThat(published.vintages()).containsExactly(JANUARY, FEBRUARY);
        for (LocalDate vintage : published.vintages()) {
            assertThat(published.reader(vintage).read(SmallTables.TABLES.get(0)).rows())
                    .hasSize(SmallTables.ROWS);
        }
        assertThat(publisher(output).readLog(SmallTables.LOG, SmallTables.DAY, SmallTables.FIRST_VINTAGE))
                .hasSize(2);
    }

    private static List<String> versionFolders(String output) throws IOException {
        List<String> names = new ArrayList<>();
        for (org.apache.hadoop.fs.FileStatus each :
                cluster.getFileSystem().listStatus(new org.apache.hadoop.fs.Path(output, "versions"))) {
            names.add(each.getPath().getName());
        }
        return names;
    }

    private static List<String> runsWithFolders(String output) throws IOException {
        return versionFolders(output).stream().map(PublishedVersion::runIdIn).toList();
    }

    /** The runs that have rows of the first table. */
    private static List<String> runsWithRows(String output) throws IOException {
        List<String> runs = new ArrayList<>();
        for (String version : versionFolders(output)) {
            if (cluster.getFileSystem()
                    .exists(new org.apache.hadoop.fs.Path(
                            output,
                            "versions/" + version + "/tables/"
                                    + SmallTables.TABLES.get(0).name() + "/vintage=" + JANUARY))) {
                runs.add(PublishedVersion.runIdIn(version));
            }
        }
        return runs;
    }

    private static ParquetPublisher publisher(String output) {
        Configuration configuration = new Configuration();
        return new ParquetPublisher(
                null, new LocalRowsFile.Settings(configuration, "snappy", "4.1.0"), output, 1_000_000);
    }

    private static void publish(String output, int number, Instant started, LocalDate vintage) {
        publish(output, number, started, vintage, SmallTables.ROWS);
    }

    private static void publish(String output, int number, Instant started, LocalDate vintage, int rowCount) {
        Random random = new Random(number);
        List<TableRows> tables = new ArrayList<>();
        for (Table table : SmallTables.TABLES) {
            List<Row> rows = new ArrayList<>();
            for (long id = 0; id < rowCount; id++) {
                rows.add(RowFactory.create(id, random.nextLong(), SmallTables.runId(number)));
            }
            tables.add(new TableRows.InMemory(table, rows));
        }
        tables.add(new TableRows.InMemory(
                SmallTables.LOG, List.of(RowFactory.create(SmallTables.FIRST_VINTAGE, SmallTables.runId(number)))));
        TestSinks.publish(
                publisher(output), new Publication(started, SmallTables.runId(number), vintage, tables, "{}"));
    }

    private static long bytesWritten() {
        return FileSystem.getGlobalStorageStatistics().get("hdfs").getLong("bytesWritten");
    }

    private static long filesCreated() {
        return FileSystem.getGlobalStorageStatistics()
                .get("DFSOpsCountStatistics")
                .getLong("op_create");
    }
}
