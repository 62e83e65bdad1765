package org.computetrends.publish;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import java.util.TreeMap;
import org.computetrends.domain.UserException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Connects to a PostgreSQL database and runs statements. Serializable, because executors connect too. */
final class PostgresServer implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * The query that sets two settings of a session. By {@code client_connection_check_interval}, the server ends the
     * statement and the locks of a dead client within ten seconds. By {@code standard_conforming_strings}, backslashes
     * in literals are plain characters. The query runs after connecting, because poolers refuse the startup parameter
     * {@code options}. It skips a setting that the server is too old to know.
     */
    private static final String SETTINGS =
            "SELECT set_config(name, CASE name WHEN 'standard_conforming_strings' THEN 'on'"
                    + " ELSE '10s' END, false) FROM pg_settings"
                    + " WHERE name IN ('client_connection_check_interval', 'standard_conforming_strings')";

    private final String url;
    private final TreeMap<String, String> properties;
    private final Login.@Nullable Secret password;

    /**
     * @param transport the driver's settings for TLS
     * @param environment variables that supply user and password if the login does not
     */
    PostgresServer(String url, Map<String, String> transport, Login login, Map<String, String> environment) {
        this.url = url;
        this.properties = new TreeMap<>(transport);
        login.user(environment).ifPresent(user -> properties.put("user", user));
        properties.put("ApplicationName", "compute-trends"); // the session's name in pg_stat_activity
        properties.put("connectTimeout", "15");
        properties.put("tcpKeepAlive", "true");
        this.password = login.password(environment).orElse(null);
    }

    static PostgresServer of(SinkAddress.Postgres address, Map<String, String> environment) {
        String url = "jdbc:postgresql://" + address.server() + "/" + address.database();
        return new PostgresServer(url, address.transport(), address.login(), environment);
    }

    /** A new connection in autocommit mode. */
    Connection connect() throws SQLException {
        useUtc();
        Properties allProperties = new Properties();
        allProperties.putAll(properties);
        if (password != null) {
            allProperties.put("password", password.reveal());
        }
        Connection connection = DriverManager.getConnection(url, allProperties);
        try {
            queryRows(connection, SETTINGS);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Sets the time zone of this process to UTC. The driver sends the zone's id to the server, and servers do not know
     * all of Java's ids. No result of the program depends on the process's time zone.
     */
    static void useUtc() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    /**
     * Checks that the connection has a session of its own. A pooler in transaction mode would share the session, with
     * its locks and settings, among clients.
     *
     * @param name the server's name in the message
     * @throws UserException when the connection does not keep its session, or another connection has the same session
     */
    void requireSession(Connection connection, String name) throws SQLException {
        String session = queryValue(connection, "SELECT pg_backend_pid()");
        // The driver has the id that it got at login. A direct connection has the same one, a pooler gives its own.
        if (session.equals(String.valueOf(connection.unwrap(PGConnection.class).getBackendPID()))) {
            return;
        }
        // Behind a pooler in session mode, each connection still keeps a session of its own.
        try (Connection otherConnection = connect()) {
            if (queryValue(otherConnection, "SELECT pg_backend_pid()").equals(session)
                    || !queryValue(connection, "SELECT pg_backend_pid()").equals(session)) {
                throw UserException.usage(name + " is behind a pooler that shares sessions between transactions:"
                        + " session locks would not work; connect to the server itself, or to a pool in session mode"
                        + " (PgBouncer's pool_mode = session)");
            }
        }
    }

    static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        execute(connection, List.of(sql));
    }

    /** The rows of a query, every value as text. A null becomes the word null. */
    static List<List<String>> queryRows(Connection connection, String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** The first column of a query's first row, as text. */
    static String queryValue(Connection connection, String sql) throws SQLException {
        return queryRows(connection, sql).get(0).get(0);
    }
}
