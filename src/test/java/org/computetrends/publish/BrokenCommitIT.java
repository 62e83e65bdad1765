package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Test;

/** A connection to PostgreSQL that breaks during a commit, before or after the server receives it. */
class BrokenCommitIT {

    @Test
    void aCommitThatDoesNotArriveBeforeTheServerIsGoneHasAnUnknownOutcome() throws Exception {
        String database = TestPostgres.newDatabase("lost_commit");
        SmallTables.publish(sink(database), SmallTables.FIRST_VINTAGE, 1);
        try (Relay relay = new Relay(database);
                TableSink.Staged stagedTables =
                        sink(relay.address).stage(SmallTables.publication(SmallTables.FIRST_VINTAGE, 2))) {
            relay.atCommit = Break.WITHOUT_FORWARDING;
            assertThatThrownBy(stagedTables::makeVisible)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("it is unknown whether the new tables are visible until");
        }
        assertThat(publications(database)).containsExactly(List.of("1"));
        SmallTables.publish(sink(database), SmallTables.FIRST_VINTAGE, 3);
        assertThat(publications(database)).containsExactly(List.of("3"));
    }

    @Test
    void aCommitWithALostAnswerIsLookedUpAndCounts() throws Exception {
        String database = TestPostgres.newDatabase("lost_answer");
        SmallTables.publish(sink(database), SmallTables.FIRST_VINTAGE, 1);
        try (Relay relay = new Relay(database);
                TableSink.Staged stagedTables =
                        sink(relay.address).stage(SmallTables.publication(SmallTables.FIRST_VINTAGE, 2))) {
            relay.atCommit = Break.BEFORE_THE_ANSWER;
            stagedTables.makeVisible();
            assertThat(relay.atCommit).isEqualTo(Break.NEVER);
        }
        assertThat(publications(database)).containsExactly(List.of("2"));
    }

    @Test
    void aRetirementWithALostAnswerIsLookedUpAndCounts() throws Exception {
        String database = TestPostgres.newDatabase("lost_retirement");
        SmallTables.publish(sink(database), SmallTables.FIRST_VINTAGE, 1);
        SmallTables.publish(sink(database), SmallTables.FIRST_VINTAGE.plusYears(1), 2);
        try (Relay relay = new Relay(database);
                TableSink.Staged removal =
                        sink(relay.address).stageRetirement(new Retirement(Instant.EPOCH, SmallTables.FIRST_VINTAGE))) {
            relay.atCommit = Break.BEFORE_THE_ANSWER;
            removal.makeVisible();
            assertThat(relay.atCommit).isEqualTo(Break.NEVER);
        }
        assertThat(publications(database)).containsExactly(List.of("2"));
    }

    private static PostgresPublisher sink(String address) {
        return new PostgresPublisher((SinkAddress.Postgres) SinkAddress.parse(address + "?user=postgres"), Map.of());
    }

    private static List<List<String>> publications(String address) throws Exception {
        try (Connection connection = PostgresServer.of(
                        (SinkAddress.Postgres) SinkAddress.parse(address + "?user=postgres"), Map.of())
                .connect()) {
            return PostgresServer.queryRows(connection, "SELECT DISTINCT publication FROM alpha");
        }
    }

    private enum Break {
        NEVER,
        WITHOUT_FORWARDING,
        BEFORE_THE_ANSWER
    }

    /** Forwards bytes between clients and a server, and breaks a connection once when its client commits. */
    private static final class Relay implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final int serverPort;
        final String address;
        volatile Break atCommit = Break.NEVER;
        private volatile boolean isGone;

        Relay(String database) throws IOException {
            serverPort = URI.create(database).getPort();
            address = database.replace(":" + serverPort + "/", ":" + listener.getLocalPort() + "/");
            start(() -> {
                while (true) {
                    Socket client = listener.accept();
                    if (isGone) {
                        // A thread that waits may get one more connection while another closes the listener.
                        client.close();
                        continue;
                    }
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                    start(() -> forwardRequests(client, server));
                    start(() -> server.getInputStream().transferTo(client.getOutputStream()));
                }
            });
        }

        private void forwardRequests(Socket client, Socket server) throws IOException {
            byte[] bytes = new byte[1 << 16];
            for (int n; (n = client.getInputStream().read(bytes)) > 0; ) {
                boolean isCommit = new String(bytes, 0, n, StandardCharsets.ISO_8859_1).contains("COMMIT\0");
                if (isCommit && atCommit == Break.WITHOUT_FORWARDING) {
                    isGone = true;
                    listener.close();
                    client.close();
                    server.close();
                    return;
                }
                server.getOutputStream().write(bytes, 0, n);
                if (isCommit && atCommit == Break.BEFORE_THE_ANSWER) {
                    atCommit = Break.NEVER;
                    client.close();
                    return;
                }
            }
        }

        private interface Forwarding {
            void run() throws IOException;
        }

        /** Work that ends when its socket is closed. */
        private static void start(Forwarding forwarding) {
            Thread thread = new Thread(() -> {
                try {
                    forwarding.run();
                } catch (IOException e) {
                    // The socket was closed: the thread ends.
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
