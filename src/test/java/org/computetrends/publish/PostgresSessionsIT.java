package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How sessions of PostgreSQL begin and wait: in any time zone, through poolers, and with locks of other sessions. */
@Tag("slow")
class PostgresSessionsIT {
    private final TimeZone usual = TimeZone.getDefault();

    private String url;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeDatabase() throws SQLException {
        url = TestPostgres.newDatabase("sessions");
        try (Connection connection = server(url).connect()) {
            PostgresServer.execute(connection, "CREATE SCHEMA trends");
        }
    }

    @AfterEach
    void restoreTimeZone() {
        TimeZone.setDefault(usual);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PST", "IST", "GMT+05:30", "Asia/Calcutta"})
    void theSessionIsInUtcForAnyTimeZoneOfTheProcess(String zone) throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try (Connection connection = server(url).connect()) {
            assertThat(PostgresServer.queryValue(connection, "SHOW TimeZone")).isEqualTo("UTC");
        }
    }

    @Test
    void theServerChecksForLostClients() throws SQLException {
        try (Connection connection = server(url).connect()) {
            assertThat(PostgresServer.queryValue(connection, "SHOW client_connection_check_interval"))
                    .isEqualTo("10s");
        }
    }

    @Test
    void publishingThroughAPoolInSessionModeWorks() throws Exception {
        try (Pooler pooler = new Pooler("session")) {
            PostgresPublisher publisher = publisher(pooler.url(), 10);
            publisher.prepare();
            SmallTables.publish(publisher, SmallTables.FIRST_VINTAGE, 7);
        }
        try (Connection connection = server(url).connect()) {
            assertThat(PostgresServer.queryValue(connection, "SELECT count(*) FROM trends.alpha WHERE publication = 7"))
                    .isEqualTo(String.valueOf(SmallTables.ROWS));
        }
    }

    @Test
    void aPoolInTransactionModeIsRefused() throws Exception {
        try (Pooler pooler = new Pooler("transaction")) {
            PostgresPublisher publisher = publisher(pooler.url(), 10);
            TestSinks.assertThatFails(UserException.Kind.USAGE, publisher::prepare)
                    .hasMessageContaining("is behind a pooler that shares sessions between transactions");
        }
    }

    /** Schedulers retry failures of publishing only. */
    @Test
    void failuresThatRetriesCannotMendAreUsageErrors() throws SQLException {
        try (Connection connection = server(url).connect()) {
            PostgresServer.execute(connection, "DROP ROLE IF EXISTS guest");
            PostgresServer.execute(connection, "CREATE ROLE guest LOGIN");
        }
        assertThat(kind(url + "_gone?schema=trends&user=postgres")).isEqualTo(UserException.Kind.USAGE);
        assertThat(kind(url + "?schema=gone&user=postgres")).isEqualTo(UserException.Kind.USAGE);
        assertThat(kind(url + "?schema=trends&user=nobody_here")).isEqualTo(UserException.Kind.USAGE);
        assertThat(kind(url + "?schema=trends&user=guest")).isEqualTo(UserException.Kind.USAGE);
        assertThat(kind("postgresql://127.0.0.1:1/sessions?schema=trends&user=postgres"))
                .as("a server that is down may come back")
                .isEqualTo(UserException.Kind.PUBLISHING);
    }

    private static UserException.Kind kind(String text) {
        SinkAddress.Postgres address = (SinkAddress.Postgres) SinkAddress.parse(text);
        return catchThrowableOfType(UserException.class, () -> new PostgresPublisher(address, Map.of(), 1).prepare())
                .kind();
    }

    @Test
    void theSessionThatLocksATableIsNamed() throws SQLException {
        try (Connection holder = server(url).connect();
                Connection asking = server(url).connect()) {
            PostgresServer.execute(holder, "CREATE TABLE trends.trends (a int)");
            holder.setAutoCommit(false);
            PostgresServer.execute(holder, "LOCK TABLE trends.trends IN ACCESS EXCLUSIVE MODE");
            String session = PostgresServer.queryValue(holder, "SELECT pg_backend_pid()");
            assertThat(PostgresStaging.describeLockHolder(asking, "trends"))
                    .isEqualTo("table trends is locked by session " + session
                            + " of the user postgres (application 'compute-trends')");
            holder.rollback();
            assertThat(PostgresStaging.describeLockHolder(asking, "trends"))
                    .isEqualTo("a table was locked by another session, which has ended since");
        }
    }

    @Test
    void aWaitForAnotherRunOfTheVintageIsReported() throws SQLException {
        LocalDate vintage = LocalDate.of(2024, 1, 1);
        try (Connection first = server(url).connect();
                Connection second = server(url).connect()) {
            new PostgresStaging(first, "trends", 1).lock(vintage);
            PostgresStaging waiting = new PostgresStaging(second, "trends", 1);
            assertThatThrownBy(() -> waiting.lock(vintage))
                    .hasMessage("another run has been publishing this vintage for 1 seconds");
        }
    }

    private static PostgresServer server(String url) {
        return PostgresServer.of(address(url), Map.of());
    }

    private static SinkAddress.Postgres address(String url) {
        return (SinkAddress.Postgres) SinkAddress.parse(url + "?schema=trends&user=postgres");
    }

    private static PostgresPublisher publisher(String url, int waitSeconds) {
        return new PostgresPublisher(address(url), Map.of(), waitSeconds);
    }

    /** PgBouncer before the server. The test is skipped if it is not installed. */
    private final class Pooler implements AutoCloseable {
        private final Process process;
        private final int port;

        Pooler(String mode) throws Exception {
            Path program = Path.of("/usr/sbin/pgbouncer");
            assumeThat(program).as("PgBouncer is not installed").isExecutable();
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            URI server = URI.create(url);
            Path users = Files.writeString(folder.resolve("users"), "\"postgres\" \"\"\n");
            Path settings = Files.writeString(
                    folder.resolve("pgbouncer.ini"),
                    String.join(
                            "\n",
                            "[databases]",
                            "* = host=127.0.0.1 port=" + server.getPort(),
                            "[pgbouncer]",
                            "listen_addr = 127.0.0.1",
                            "listen_port = " + port,
                            "unix_socket_dir =",
                            "auth_type = trust",
                            "auth_file = " + users,
                            "pool_mode = " + mode,
                            ""));
            // PgBouncer refuses to run as root. It runs as nobody then, who must be able to read the folder.
            boolean isRoot = System.getProperty("user.name").equals("root");
            ProcessBuilder builder = isRoot
                    ? new ProcessBuilder(
                            "setpriv", "--reuid=65534", "--clear-groups", program.toString(), settings.toString())
                    : new ProcessBuilder(program.toString(), settings.toString());
            if (isRoot) {
                Files.setPosixFilePermissions(
                        folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            awaitPort();
        }

        private void awaitPort() throws InterruptedException {
            for (int tries = 0; tries < 100; tries++) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    assertThat(socket.isConnected()).isTrue();
                    return;
                } catch (IOException e) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
            throw new IllegalStateException("PgBouncer does not listen");
        }

        String url() {
            return "postgresql://127.0.0.1:" + port + "/sessions";
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
