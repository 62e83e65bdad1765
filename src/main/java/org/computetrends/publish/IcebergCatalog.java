package org.computetrends.publish;

import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.computetrends.domain.PublishedCells;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.SparkDdl;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * A namespace of an Iceberg catalog, made known to the session under a name of its own, and the lock that lets one
 * publication at a time work in it: a lock file beside a SQLite catalog, an advisory lock in a PostgreSQL one. Both end with
 * the process that holds them.
 */
final class IcebergCatalog {
    /** Marks the tables that are ours. */
    static final String OURS = "compute-trends.table";

    /** Marks those of them whose rows stand for ever. */
    private static final String LOG = "compute-trends.log";

    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRES = "jdbc:postgresql:";

    private final SparkSession session;
    private final SinkAddress.Iceberg address;
    private final Map<String, String> environment;
    private final String name;

    IcebergCatalog(SparkSession session, SinkAddress.Iceberg address, Map<String, String> environment) {
        this.session = session;
        this.address = address;
        this.environment = environment;
        this.name = "compute_trends_" + Integer.toHexString(address.hashCode());
    }

    /** Makes the catalog known to the session. */
    void open() throws IOException {
        if (address.catalog().startsWith(SQLITE)) {
            Files.createDirectories(folder());
        } else if (!address.catalog().startsWith(POSTGRES)) {
            throw UserException.usage(address + " has the catalog " + address.catalog()
                    + ": it must begin with jdbc:sqlite: or jdbc:postgresql:");
        }
        String prefix = "spark.sql.catalog." + name;
        session.conf().set(prefix, "org.apache.iceberg.spark.SparkCatalog");
        session.conf().set(prefix + ".type", "jdbc");
        session.conf().set(prefix + ".uri", address.catalog());
        session.conf().set(prefix + ".warehouse", address.warehouse());
        session.conf().set(prefix + ".jdbc.schema-version", "V1");
        session.conf().set(prefix + ".cache-enabled", "false");
        if (address.catalog().startsWith(SQLITE)) {
            session.conf().set(prefix + ".jdbc.busy_timeout", "30000");
        } else {
            PostgresServer.useUtc();
            address.login().user(environment).ifPresent(user -> session.conf().set(prefix + ".jdbc.user", user));
            address.login()
                    .password(environment)
                    .ifPresent(secret -> session.conf().set(prefix + ".jdbc.password", secret.reveal()));
        }
    }

    /** Makes the namespace where it is not there: under the lock, since two at a time would be in each other's way. */
    void makeNamespace() {
        session.sql("CREATE NAMESPACE IF NOT EXISTS " + namespace());
    }

    /** Waits for the lock. */
    @SuppressWarnings("MustBeClosedChecker") // whoever holds the lock closes it
    AutoCloseable lock() throws IOException, SQLException {
        if (address.catalog().startsWith(SQLITE)) {
            return ProcessLock.of(Path.of(file() + ".lock"));
        }
        PostgresServer server = PostgresServer.of(address.catalog(), address.login(), environment);
        Connection connection = server.connect();
        try {
            server.requireSession(connection, address.toString());
            PostgresServer.execute(
                    connection,
                    "SELECT pg_advisory_lock(" + "compute-trends.iceberg".hashCode() + ", "
                            + address.namespace().hashCode() + ")");
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private String file() {
        return address.catalog()
                .substring(SQLITE.length())
                .replaceFirst("^file:", "")
                .replaceFirst("[?].*$", "");
    }

    private Path folder() {
        return java.util.Objects.requireNonNull(Path.of(file()).toAbsolutePath().getParent());
    }

    /** A table's name for SQL. */
    String qualified(String table) {
        return namespace() + "." + SparkDdl.quoted(table);
    }

    private String namespace() {
        return SparkDdl.quoted(name) + "." + SparkDdl.quoted(address.namespace());
    }

    /** A table as Iceberg has it. */
    org.apache.iceberg.Table load(String table) {
        return catalog().loadTable(identifier(table));
    }

    /** The names of the tables that are ours. */
    List<String> ours() {
        return catalog().listTables(Namespace.of(address.namespace())).stream()
                .map(TableIdentifier::name)
                .filter(table -> load(table).properties().containsKey(OURS))
                .toList();
    }

    /** Whether a table of ours is a log. */
    boolean isLog(String table) {
        return load(table).properties().containsKey(LOG);
    }

    /** Whether there is a table of the name, anybody's. */
    boolean exists(String table) {
        return catalog().tableExists(identifier(table));
    }

    private Catalog catalog() {
        return Spark3Util.loadIcebergCatalog(session, name);
    }

    private TableIdentifier identifier(String table) {
        return TableIdentifier.of(address.namespace(), table);
    }

    /**
     * Holds a table to its declaration.
     *
     * @throws UserException when it is somebody else's, or a column would have to go or change its type
     */
    void requireKept(Table table) {
        if (!exists(table.name())) {
            return;
        }
        if (!load(table.name()).properties().containsKey(OURS)) {
            throw UserException.usage("table " + address.namespace() + "." + table.name() + " of " + address
                    + " is in the way: it was not made by compute-trends");
        }
        for (StructField field : fields(table)) {
            SchemaChange.requireKept(
                    address.toString(),
                    table,
                    field.name(),
                    field.dataType().sql(),
                    table.warehouseColumn(field.name())
                            .map(column -> column.type().sql())
                            .orElse(null));
        }
    }

    /** Makes a table, or adds the columns that it lacks and lets those be null that need no value any more. */
    void make(Table table) {
        if (!exists(table.name())) {
            session.sql(SparkDdl.statement(qualified(table.name()), "iceberg", table) + "\nTBLPROPERTIES ('" + OURS
                    + "' = 'true', " + (table.isLog() ? "'" + LOG + "' = 'true', " : "")
                    + "'format-version' = '2', 'write.distribution-mode' = 'none')");
            return;
        }
        List<StructField> present = fields(table);
        for (Column column : table.warehouseColumns()) {
            Optional<StructField> same = present.stream()
                    .filter(field -> field.name().equals(column.name()))
                    .findFirst();
            if (same.isEmpty()) {
                // Rows of other vintages lack it, whatever the declaration says of those to come.
                session.sql("ALTER TABLE " + qualified(table.name()) + " ADD COLUMN " + SparkDdl.quoted(column.name())
                        + " " + column.type().sql() + " COMMENT " + SparkDdl.literal(column.meaning()));
            }
        }
        for (StructField field : present) {
            if (!field.nullable()
                    && table.warehouseColumn(field.name()).map(Column::nullable).orElse(true)) {
                session.sql("ALTER TABLE " + qualified(table.name()) + " ALTER COLUMN " + SparkDdl.quoted(field.name())
                        + " DROP NOT NULL");
            }
        }
    }

    /** Rows with every column that a table has, null where they have none. */
    Dataset<Row> filledUp(String table, Dataset<Row> rows) {
        List<String> given = List.of(rows.columns());
        Dataset<Row> filled = rows;
        for (StructField field : session.table(qualified(table)).schema().fields()) {
            if (!given.contains(field.name())) {
                filled = filled.withColumn(field.name(), lit(null).cast(field.dataType()));
            }
        }
        return filled;
    }

    /**
     * The rows that are wanted of a table.
     *
     * @param snapshot that which has them; null where there is none
     * @param condition SQL that they meet
     */
    PublishedTable read(Table table, @Nullable Long snapshot, String condition, Predicate<PublishedCells> wanted) {
        PublishedTable.Heading heading = table.heading();
        List<PublishedRow> rows = new ArrayList<>();
        long published = 0;
        if (snapshot != null) {
            Iterator<Row> all = session.sql("SELECT * FROM " + qualified(table.name()) + " VERSION AS OF " + snapshot
                            + " WHERE " + condition)
                    .toLocalIterator();
            while (all.hasNext()) {
                PublishedRow row = row(heading, all.next());
                published++;
                if (wanted.test(row)) {
                    rows.add(row);
                }
            }
        }
        return new PublishedTable(heading, rows, published);
    }

    private static PublishedRow row(PublishedTable.Heading heading, Row row) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < row.size(); i++) {
            String column = row.schema().fields()[i].name();
            if (!row.isNullAt(i) && heading.columns().contains(column) && !(row.get(i) instanceof Instant)) {
                values.put(
                        column,
                        row.get(i) instanceof scala.collection.Seq
                                ? row.getList(i).stream()
                                        .filter(Objects::nonNull)
                                        .toList()
                                : row.get(i) instanceof Integer number ? (Object) number.longValue() : row.get(i));
            }
        }
        return new PublishedRow(heading, values);
    }

    private List<StructField> fields(Table table) {
        return Arrays.asList(session.table(qualified(table.name())).schema().fields());
    }

    /** Removes a table that was never published, and its files. */
    void drop(String table) {
        session.sql("DROP TABLE " + qualified(table) + " PURGE");
    }
}
