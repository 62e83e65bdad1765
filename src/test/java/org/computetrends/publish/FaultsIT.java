package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.Progressable;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.TestSession;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published tables survive full disks, folders without write permission, and servers that stop. */
class FaultsIT {
    private static final AtomicLong BYTES_LEFT = new AtomicLong();
    private static final AtomicBoolean FORBIDDEN = new AtomicBoolean();

    @TempDir
    private Path folder;

    @Test
    void aFullDiskLeavesThePreviousTables() throws Exception {
        Path output = folder.resolve("out");
        BYTES_LEFT.set(Long.MAX_VALUE);
        SmallTables.publish(parquet(output), SmallTables.FIRST_VINTAGE, 1);
        int failures = 0;
        // With ever more space, until a publication succeeds.
        for (long bytes = 0; bytes < 6000; bytes += 500) {
            long number = 100 + bytes;
            BYTES_LEFT.set(bytes);
            try {
                SmallTables.publish(parquet(output), SmallTables.FIRST_VINTAGE, number);
                break;
            } catch (UserException e) {
                assertThat(e)
                        .hasMessageContaining("failed, the previous tables are unchanged: No space left on device");
                failures++;
            }
            assertThat(ParquetReading.fault(output)).isEmpty();
            assertThat(ParquetReading.runs(output.resolve("current").toRealPath(), "alpha"))
                    .containsValue(SmallTables.runId(1));
        }
        assertThat(failures).isGreaterThan(5);
        BYTES_LEFT.set(Long.MAX_VALUE);
        SmallTables.publish(parquet(output), SmallTables.FIRST_VINTAGE, 9999);
        assertThat(ParquetReading.fault(output)).isEmpty();
        try (Stream<Path> versions = Files.list(output.resolve("versions"))) {
            assertThat(versions).hasSize(2);
        }
        System.out.println("Disk full: " + failures + " times at different bytes, previous tables intact each time");
    }

    @Test
    void aFolderWithoutWritePermissionLeavesThePreviousTables() throws Exception {
        Path output = folder.resolve("out");
        BYTES_LEFT.set(Long.MAX_VALUE);
        SmallTables.publish(parquet(output), SmallTables.FIRST_VINTAGE, 1);
        FORBIDDEN.set(true);
        try {
            assertThatThrownBy(() -> SmallTables.publish(parquet(output), SmallTables.FIRST_VINTAGE, 2))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("failed, the previous tables are unchanged: Permission denied");
        } finally {
            FORBIDDEN.set(false);
        }
        assertThat(ParquetReading.fault(output)).isEmpty();
    }

    @Test
    void aServerThatStopsDuringAPublicationKeepsThePreviousTables() throws Exception {
        Path directory = folder.resolve("postgres");
        EmbeddedPostgres[] server = {start(directory, 0)};
        int port = server[0].getPort();
        SinkAddress.Postgres address =
                (SinkAddress.Postgres) SinkAddress.parse("postgresql://127.0.0.1:" + port + "/postgres?user=postgres");
        PostgresPublisher sink = new PostgresPublisher(address, Map.of());
        SmallTables.publish(sink, SmallTables.FIRST_VINTAGE, 1);

        TestSession.get()
                .udf()
                .register(
                        "stop_the_server",
                        (UDF1<Long, Long>) id -> {
                            if (id == 700) {
                                server[0].close();
                            }
                            return id;
                        },
                        DataTypes.LongType);
        TableRows.Distributed rows = new TableRows.Distributed(
                SmallTables.TABLES.get(0),
                TestSession.get()
                        .sql("select id, stop_the_server(id) publication, 'ab' run_id from range(0, 1000, 1, 2)"),
                1000);
        Publication distributed =
                new Publication(Instant.EPOCH.plusMillis(2), "ab", SmallTables.FIRST_VINTAGE, List.of(rows), "{}");
        assertThatThrownBy(() -> sink.stage(distributed))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("failed, the previous tables are unchanged");
        server[0] = start(directory, port);
        assertThat(publications(address)).containsExactly(List.of("1"));

        try (TableSink.Staged stagedTables = sink.stage(SmallTables.publication(SmallTables.FIRST_VINTAGE, 3))) {
            server[0].close();
            assertThatThrownBy(stagedTables::makeVisible)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("failed, the previous tables are unchanged");
        }
        server[0] = start(directory, port);
        assertThat(publications(address)).containsExactly(List.of("1"));
        SmallTables.publish(sink, SmallTables.FIRST_VINTAGE, 4);
        assertThat(publications(address)).containsExactly(List.of("4"));
        try (Connection connection = PostgresServer.of(address, Map.of()).connect()) {
            assertThat(PostgresServer.queryRows(
                            connection, "SELECT relname FROM pg_class WHERE relname LIKE '\\_compute\\_trends%'"))
                    .isEmpty();
        }
        server[0].close();
    }

    private static List<List<String>> publications(SinkAddress.Postgres address) throws Exception {
        try (Connection connection = PostgresServer.of(address, Map.of()).connect()) {
            return PostgresServer.queryRows(connection, "SELECT DISTINCT publication FROM alpha");
        }
    }

    private static EmbeddedPostgres start(Path directory, int port) throws Exception {
        TestPostgres.requireInstalled();
        // A server that restarts in the same process cannot take the lock of the stopped one.
        Files.deleteIfExists(directory.resolve("epg-lock"));
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setDataDirectory(directory).setCleanDataDirectory(false);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    private static TableSink parquet(Path output) {
        Configuration configuration = new Configuration(false);
        configuration.set("fs.file.impl", FailingFileSystem.class.getName());
        configuration.set("fs.file.impl.disable.cache", "true");
        return new ParquetPublisher(
                null, new LocalRowsFile.Settings(configuration, "snappy", "4.1.0"), output.toString(), 1000);
    }

    /** A local file system with {@code BYTES_LEFT} bytes of space, and without write permission if {@code FORBIDDEN}. */
    public static final class FailingFileSystem extends LocalFileSystem {
        public FailingFileSystem() {
            // The program turns checksums off once, on a cached file system. Here none is cached.
            setWriteChecksum(false);
        }

        @Override
        public FSDataOutputStream create(
                org.apache.hadoop.fs.Path path,
                FsPermission permission,
                boolean overwrite,
                int bufferSize,
                short replication,
                long blockSize,
                Progressable progress)
                throws IOException {
            if (FORBIDDEN.get()) {
                throw new AccessControlException("Permission denied: " + path);
            }
            FSDataOutputStream out =
                    super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
            return new FSDataOutputStream(new Limited(out), null);
        }
    }

    private static final class Limited extends OutputStream {
        private final OutputStream out;

        Limited(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (BYTES_LEFT.addAndGet(-length) < 0) {
                throw new IOException("No space left on device");
            }
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
