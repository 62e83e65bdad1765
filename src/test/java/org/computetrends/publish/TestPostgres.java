package org.computetrends.publish;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL server of a test JVM. Its tests are skipped if there are no binaries for this machine. */
final class TestPostgres {
    private static @Nullable EmbeddedPostgres server;
    private static String failure = "";

    private TestPostgres() {}

    /** The address of a new, empty database. */
    static synchronized String newDatabase(String name) throws SQLException {
        requireInstalled();
        try (Connection connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name);
            statement.execute("CREATE DATABASE " + name);
        }
        return "postgresql://127.0.0.1:" + server.getPort() + "/" + name;
    }

    /** Starts the server, if it has not been started. Skips the test if it cannot be started. */
    static synchronized void requireInstalled() {
        if (server == null && failure.isEmpty()) {
            try {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "50")
                        // No test is of a machine that loses its power.
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (Exception e) {
                failure = String.valueOf(e);
            }
        }
        assumeThat(failure)
                .as("PostgreSQL could not be started here, and its tests are skipped")
                .isEmpty();
    }
}
