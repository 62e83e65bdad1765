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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A database of PostgreSQL and how to connect to it. Goes to executors, which connect as the driver does. */
final class PostgresServer implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Marks sessions in {@code pg_stat_activity}. */
    private static final String APPLICATION = "compute-trends";

    /** A statement whose client has died ends, and with it its locks. */
    private static final String OPTIONS = "-c client_connection_check_interval=10s -c standard_conforming_strings=on";

    private final String url;
    private final TreeMap<String, String> properties;
    private final @Nullable Secret password;

    private PostgresServer(String url, Map<String, String> properties, @Nullable Secret password) {
        this.url = url;
        this.properties = new TreeMap<>(properties);
        this.password = password;
    }

    /** The server of an address, with user and password as the environment or a file has them. */
    static PostgresServer of(SinkAddress.Postgres address, Map<String, String> environment) {
        return of(
                "jdbc:postgresql://" + address.server() + "/" + address.database(),
                address.transport(),
                address.login(),
                environment);
    }

    /** The server of a JDBC address. */
    static PostgresServer of(String url, Login login, Map<String, String> environment) {
        return of(url, Map.of(), login, environment);
    }

    private static PostgresServer of(
            String url, Map<String, String> transport, Login login, Map<String, String> environment) {
        TreeMap<String, String> properties = new TreeMap<>(transport);
        login.user(environment).ifPresent(user -> properties.put("user", user));
        properties.put("ApplicationName", APPLICATION);
        properties.put("options", OPTIONS);
        properties.put("connectTimeout", "15");
        properties.put("tcpKeepAlive", "true");
        return new PostgresServer(url, properties, login.password(environment).orElse(null));
    }

    /** A new connection, every statement a transaction of its own. */
    Connection connect() throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        if (password != null) {
            all.put("password", password.reveal());
        }
        return DriverManager.getConnection(url, all);
    }

    /** Executes statements one after the other. */
    static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Executes a statement. */
    static void execute(Connection connection, String sql) throws SQLException {
        execute(connection, List.of(sql));
    }

    /** The rows of a query, every value as text. */
    static List<List<String>> rows(Connection connection, String sql) throws SQLException {
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

    /** The one value of a query. */
    static String value(Connection connection, String sql) throws SQLException {
        return rows(connection, sql).get(0).get(0);
    }
}
