package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.computetrends.table.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publications to HDFS, which has no links. */
class HdfsPublicationsIT {
    private static final int ROWS = 20_000;

    @TempDir
    private static Path folder;

    private static MiniDFSCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
        cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
        cluster.waitActive();
    }

    @AfterAll
    static void stop() {
        cluster.shutdown();
    }

    @Test
    void aPublicationCostsNoMoreAfterManyVintagesThanAfterTwo() throws Exception {
        String output = cluster.getURI() + "/costs";
        FileSystem fileSystem = cluster.getFileSystem();
        List<Long> bytes = new ArrayList<>();
        List<Long> files = new ArrayList<>();
        for (int number = 1; number <= 30; number++) {
            long bytesBefore = bytesWritten();
            long filesBefore = created();
            publish(output, number);
            bytes.add(bytesWritten() - bytesBefore);
            files.add(created() - filesBefore);
        }
        assertThat(bytes.get(2)).isPositive();
        assertThat(bytes.get(29)).isLessThanOrEqualTo((long) (1.1 * bytes.get(2)));
        assertThat(files.get(29)).isEqualTo(files.get(2));

        ParquetPublisher publisher = publisher(output);
        assertThat(publisher.standing()).hasSize(30);
        assertThat(publisher.logged(SmallTables.LOG, SmallTables.DAY, SmallTables.FIRST_VINTAGE))
                .hasSize(30);
        PublishedFolder published = new PublishedFolder(fileSystem.getConf(), output);
        for (LocalDate vintage : published.vintages()) {
            assertThat(published.reader(vintage).read(SmallTables.TABLES.get(0)).rows())
                    .hasSize(ROWS);
        }
        System.out.println("bytes of the third: " + bytes.get(2) + ", of the thirtieth: " + bytes.get(29)
                + "; files of the third: " + files.get(2) + ", of the thirtieth: " + files.get(29));
    }

    private static ParquetPublisher publisher(String output) {
        Configuration configuration = new Configuration();
        return new ParquetPublisher(
                null, new HeldRowsFile.Settings(configuration, "snappy", "4.1.0"), output, 1_000_000);
    }

    private static void publish(String output, int number) {
        Random random = new Random(number);
        List<TableRows> tables = new ArrayList<>();
        for (Table table : SmallTables.TABLES) {
            List<Row> rows = new ArrayList<>();
            for (long id = 0; id < ROWS; id++) {
                rows.add(RowFactory.create(id, random.nextLong(), SmallTables.runId(number)));
            }
            tables.add(new TableRows.Held(table, rows));
        }
        tables.add(new TableRows.Held(
                SmallTables.LOG,
                List.of(RowFactory.create(SmallTables.FIRST_VINTAGE, SmallTables.runId(number)))));
        publisher(output)
                .publish(new Publication(
                        Instant.EPOCH.plusMillis(number),
                        SmallTables.runId(number),
                        SmallTables.FIRST_VINTAGE.plusMonths(number),
                        tables,
                        "{}"));
    }

    private static long bytesWritten() {
        return FileSystem.getAllStatistics().stream()
                .filter(each -> each.getScheme().equals("hdfs"))
                .mapToLong(FileSystem.Statistics::getBytesWritten)
                .sum();
    }

    private static long created() {
        return FileSystem.getGlobalStorageStatistics().get("DFSOpsCountStatistics").getLong("op_create");
    }
}
