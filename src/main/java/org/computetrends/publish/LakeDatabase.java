package org.computetrends.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.computetrends.domain.UserException;
import org.postgresql.Driver;

/** The database of a lake's catalog, a SQLite file or a database of PostgreSQL, and the lock on a namespace. */
sealed interface LakeDatabase {
    String SQLITE = "jdbc:sqlite:";
    String POSTGRES = "jdbc:postgresql:";

    /** The JDBC address for Iceberg. */
    String url();

    /**
     * The address in canonical form, without parameters and user. Two addresses with the same file, or with the same
     * host, port and database, have the same identity.
     */
    String identity();

    /** Settings of the catalog, including the user and password of PostgreSQL. */
    Map<String, String> properties();

    /** The entries of all catalogs for a namespace. A missing SQLite file has none and is not created. */
    List<CatalogEntry> entries(String namespace) throws SQLException;

    /**
     * Waits for the lock on a namespace: a lock file next to the SQLite file, or an advisory lock of PostgreSQL. The
     * lock ends with the process that has it.
     */
    IcebergDestination.PublishingLock lock(String namespace) throws IOException, SQLException;

    /**
     * A catalog's entry for a table of a namespace, or for the namespace itself.
     *
     * @param table the table's name; empty for the namespace itself
     * @param location a file in the table's folder; for the namespace itself, its folder
     */
    record CatalogEntry(String catalog, String table, String location) {
        boolean isTable() {
            return !table.isEmpty();
        }
    }

    /** The database of an address; throws a {@link UserException} if the address has no valid catalog. */
    static LakeDatabase of(SinkAddress.Iceberg address, LakeFolder folder, Map<String, String> environment) {
        if (address.catalog().isEmpty() && !folder.isLocal()) {
            throw UserException.usage(address + " is not on this machine and has no catalog: give it one in"
                    + " PostgreSQL (?catalog=jdbc:postgresql://...), or name a catalog that Spark knows"
                    + " (iceberg:NAME.namespace)");
        }
        String url = address.catalog()
                .orElseGet(() -> SQLITE + folder.child("catalog.db").localPath());
        if (url.startsWith(SQLITE)) {
            return Sqlite.of(url.substring(SQLITE.length()));
        }
        if (url.startsWith(POSTGRES)) {
            PostgresServer server = new PostgresServer(url, Map.of(), address.login(), environment);
            return new Postgres(url, server, address, environment);
        }
        throw UserException.usage(
                address + " has the catalog " + url + ": it must begin with jdbc:sqlite: or jdbc:postgresql:");
    }

    record Sqlite(Path file, String parameters) implements LakeDatabase {
        /** @param text a JDBC address after {@link #SQLITE}: a path or a URL of a file, which may have parameters */
        static Sqlite of(String text) {
            String withoutParameters = text.replaceFirst("[?].*$", "");
            // file:///lake.db becomes /lake.db, and file:lake.db becomes lake.db.
            Path file = Path.of(
                            withoutParameters.replaceFirst("^file:/*(?=/)", "").replaceFirst("^file:", ""))
                    .toAbsolutePath()
                    .normalize();
            return new Sqlite(file, text.substring(withoutParameters.length()));
        }

        @Override
        public String url() {
            return SQLITE + file + parameters;
        }

        @Override
        public String identity() {
            return SQLITE + file;
        }

        @Override
        public Map<String, String> properties() {
            // How many milliseconds to wait while another process locks the file.
            return Map.of("jdbc.busy_timeout", "30000");
        }

        @Override
        public List<CatalogEntry> entries(String namespace) throws SQLException {
            if (!Files.exists(file)) {
                return List.of();
            }
            try (Connection connection = DriverManager.getConnection(url())) {
                return LakeDatabase.entries(connection, namespace);
            }
        }

        @Override
        @SuppressWarnings("MustBeClosedChecker") // the caller closes the lock
        public IcebergDestination.PublishingLock lock(String namespace) throws IOException {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            return ProcessLock.acquire(Path.of(file + "." + namespace + ".lock"))::close;
        }
    }

    record Postgres(String url, PostgresServer server, SinkAddress.Iceberg address, Map<String, String> environment)
            implements LakeDatabase {
        @Override
        public String identity() {
            Properties urlParts = Driver.parseURL(url, new Properties());
            return urlParts == null
                    ? url
                    : POSTGRES + "//" + urlParts.getProperty("PGHOST") + ":" + urlParts.getProperty("PGPORT") + "/"
                            + urlParts.getProperty("PGDBNAME");
        }

        @Override
        public Map<String, String> properties() {
            PostgresServer.useUtc(); // for Iceberg's own connections, which use the same driver
            Map<String, String> properties = new TreeMap<>();
            address.login().user(environment).ifPresent(user -> properties.put("jdbc.user", user));
            address.login().password(environment).ifPresent(secret -> properties.put("jdbc.password", secret.reveal()));
            return properties;
        }

        @Override
        public List<CatalogEntry> entries(String namespace) throws SQLException {
            try (Connection connection = server.connect()) {
                return LakeDatabase.entries(connection, namespace);
            }
        }

        @Override
        public IcebergDestination.PublishingLock lock(String namespace) throws SQLException {
            Connection connection = server.connect();
            try {
                // The lock belongs to the session. A pooler in transaction mode would share it with other clients.
                server.requireSession(connection, address.toString());
                // The first number identifies this program, the second the namespace.
                PostgresServer.execute(
                        connection,
                        "SELECT pg_advisory_lock(" + "compute-trends.iceberg".hashCode() + ", " + namespace.hashCode()
                                + ")");
                return connection::close;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        }
    }

    /** Reads entries from the tables of Iceberg's JDBC catalog. */
    private static List<CatalogEntry> entries(Connection connection, String namespace) throws SQLException {
        List<CatalogEntry> entries = new ArrayList<>(entries(
                connection,
                "iceberg_tables",
                "SELECT catalog_name, table_name, metadata_location FROM iceberg_tables WHERE table_namespace = '"
                        + namespace + "' ORDER BY 1, 2"));
        entries.addAll(entries(
                connection,
                "iceberg_namespace_properties",
                "SELECT catalog_name, '', property_value FROM iceberg_namespace_properties WHERE namespace = '"
                        + namespace + "' AND property_key = 'location' ORDER BY 1"));
        return entries;
    }

    /** The entries that a query selects from a table; none if Iceberg has not created the table yet. */
    private static List<CatalogEntry> entries(Connection connection, String table, String sql) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, table, null)) {
            if (!tables.next()) {
                return List.of();
            }
        }
        return PostgresServer.queryRows(connection, sql).stream()
                .map(row -> new CatalogEntry(row.get(0), row.get(1), row.get(2)))
                .toList();
    }
}
