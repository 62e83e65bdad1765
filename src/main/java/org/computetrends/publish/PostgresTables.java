package org.computetrends.publish;

import static org.computetrends.publish.PostgresServer.execute;
import static org.computetrends.publish.PostgresServer.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.computetrends.domain.PublishedCells;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.PostgresDdl;
import org.computetrends.table.Table;

/**
 * The published tables of a PostgreSQL schema. Two internal tables belong to them: {@code compute_trends_tables} lists
 * the tables that this program created ("our" tables), and {@code compute_trends_manifests} has the manifest of each
 * vintage's run.
 *
 * @param sink the sink's name in messages
 */
record PostgresTables(Connection connection, String schema, String sink) {
    private static final String REGISTER = "compute_trends_tables";
    private static final String MANIFESTS = "compute_trends_manifests";

    /** The register's column that marks logs; missing in schemas of earlier versions, which had no logs. */
    private static final String IS_LOG = "is_log";

    /** Creates the internal tables, and adds what they lack in schemas of earlier versions. */
    void prepare() throws SQLException {
        execute(
                connection,
                List.of(
                        "CREATE TABLE IF NOT EXISTS " + name(REGISTER) + " (table_name text PRIMARY KEY)",
                        "CREATE TABLE IF NOT EXISTS " + name(MANIFESTS)
                                + " (vintage date PRIMARY KEY, run_id text NOT NULL, started timestamptz NOT NULL,"
                                + " manifest json NOT NULL)"));
        if (!columns(REGISTER).containsKey(IS_LOG)) {
            execute(
                    connection,
                    "ALTER TABLE " + name(REGISTER) + " ADD COLUMN " + IS_LOG + " boolean NOT NULL DEFAULT false");
        }
    }

    /**
     * The statements that create a table or change it to match its declaration; empty if it matches.
     *
     * @throws UserException when the table has other columns than declared, or a column would be removed or retyped
     */
    List<String> changes(Table table) throws SQLException {
        Map<String, String> columnTypes = columns(table.name());
        if (columnTypes.isEmpty()) {
            return PostgresDdl.statements(schema, table);
        }
        Map<String, String> declaredTypes = new LinkedHashMap<>();
        table.warehouseColumns().forEach(column -> declaredTypes.put(column.name(), PostgresDdl.type(column.type())));
        if (!registered("true").contains(table.name()) && !columnTypes.equals(declaredTypes)) {
            throw UserException.usage("table " + schema + "." + table.name() + " of " + sink
                    + " is in the way: it was not made by compute-trends");
        }
        columnTypes.forEach(
                (column, type) -> SchemaChange.requireCompatible(sink, table, column, type, declaredTypes.get(column)));
        List<String> statements = new ArrayList<>();
        for (Column column : table.warehouseColumns()) {
            if (!columnTypes.containsKey(column.name())) {
                // Nullable, because rows of other vintages lack it.
                statements.add("ALTER TABLE " + name(table.name()) + " ADD COLUMN " + PostgresDdl.quoted(column.name())
                        + " " + PostgresDdl.type(column.type()));
            }
        }
        Set<String> requiredColumns = required(table.name());
        statements.addAll(keyChange(table, requiredColumns));
        for (String column : requiredColumns) {
            if (table.warehouseColumn(column).map(Column::nullable).orElse(true)) {
                statements.add("ALTER TABLE " + name(table.name()) + " ALTER COLUMN " + PostgresDdl.quoted(column)
                        + " DROP NOT NULL");
            }
        }
        if (!statements.isEmpty()) {
            statements.addAll(PostgresDdl.comments(schema, table));
            table.retired().stream()
                    .filter(column -> columnTypes.containsKey(column.name()))
                    .forEach(column ->
                            statements.add(PostgresDdl.comment(schema, table, column.name(), column.meaning())));
        }
        return statements;
    }

    /**
     * Replaces the key constraint if it differs from the declared key. Rows published before a column was added to the
     * key are null in it, so the new constraint treats nulls as equal. A column removed from the declared key stays in
     * the constraint, because old rows may differ in it alone. In new rows it is null or depends on the rest.
     *
     * @param requiredColumns the columns that are {@code NOT NULL}
     */
    private List<String> keyChange(Table table, Set<String> requiredColumns) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (List<String> constraint : rows(
                connection,
                "SELECT conname, replace(pg_get_constraintdef(c.oid), '\"', ''), string_agg(attname, ',' ORDER BY position)"
                        + " FROM pg_constraint c, unnest(conkey) WITH ORDINALITY AS k (number, position), pg_attribute"
                        + " WHERE attrelid = conrelid AND attnum = number AND conrelid = "
                        + PostgresDdl.literal(name(table.name())) + "::regclass AND (contype = 'p' OR contype = 'u'"
                        + " AND pg_get_constraintdef(c.oid) LIKE 'UNIQUE NULLS NOT DISTINCT (vintage,%')"
                        + " GROUP BY conname, c.oid")) {
            Set<String> columns = new LinkedHashSet<>(table.warehouseKey());
            columns.addAll(List.of(constraint.get(2).split(",", -1)));
            boolean isComplete = table.isKeyRequired()
                    && columns.size() == table.warehouseKey().size()
                    && requiredColumns.containsAll(columns);
            String key = PostgresDdl.key(List.copyOf(columns), isComplete);
            if (!constraint.get(1).equals(key.replace("\"", ""))) {
                statements.add("ALTER TABLE " + name(table.name()) + " DROP CONSTRAINT "
                        + PostgresDdl.quoted(constraint.get(0)) + ", ADD " + key);
            }
        }
        return statements;
    }

    /**
     * Replaces the vintage's rows by the staged rows, and removes the vintage from our tables that the run leaves
     * out. Logs keep their rows, and get the staged ones unless they have rows of the run already.
     */
    void replace(List<Table> tables, PostgresStaging.Names names, LocalDate vintage) throws SQLException {
        Set<String> leftOut = new TreeSet<>(withoutLogs());
        for (Table table : tables) {
            leftOut.remove(table.name());
            if (!table.isLog()) {
                delete(table.name(), vintage);
            }
            String columns =
                    PostgresDdl.quoted(table.warehouseColumns().stream().map(Column::name));
            execute(
                    connection,
                    List.of(
                            "INSERT INTO " + name(table.name()) + " (" + columns + ") SELECT " + columns + " FROM "
                                    + names.stagingTable(table) + " AS staged"
                                    + (table.isLog()
                                            ? " WHERE NOT EXISTS (SELECT 1 FROM " + name(table.name())
                                                    + " AS published WHERE"
                                                    + " published.vintage = staged.vintage AND published.run_id = staged.run_id)"
                                            : ""),
                            "INSERT INTO " + name(REGISTER) + " VALUES (" + PostgresDdl.literal(table.name()) + ", "
                                    + table.isLog() + ") ON CONFLICT DO NOTHING"));
        }
        deleteFrom(leftOut, vintage);
    }

    /** Removes a vintage's rows from all our tables except logs, and its manifest. */
    void remove(LocalDate vintage) throws SQLException {
        deleteFrom(withoutLogs(), vintage);
        delete(MANIFESTS, vintage);
    }

    private void deleteFrom(Collection<String> tables, LocalDate vintage) throws SQLException {
        for (String table : tables) {
            if (!columns(table).isEmpty()) {
                delete(table, vintage);
            }
        }
    }

    /** The published vintages and the ids of their runs, ordered by the runs' start. */
    Map<LocalDate, String> publishedVintages() throws SQLException {
        Map<LocalDate, String> runs = new LinkedHashMap<>();
        if (!columns(MANIFESTS).isEmpty()) {
            rows(connection, "SELECT vintage, run_id FROM " + name(MANIFESTS) + " ORDER BY started, vintage")
                    .forEach(row -> runs.put(LocalDate.parse(row.get(0)), row.get(1)));
        }
        return runs;
    }

    /**
     * The wanted rows of a table; empty if it does not exist.
     *
     * @param condition SQL condition on the rows
     */
    PublishedTable read(Table table, String condition, Predicate<PublishedCells> isWanted) throws SQLException {
        Map<String, String> columnTypes = columns(table.name());
        List<String> readColumns = table.warehouseColumns().stream()
                .map(Column::name)
                .filter(columnTypes::containsKey)
                .toList();
        return readColumns.isEmpty()
                ? new PublishedTable(table.heading(), List.of(), 0)
                : new PostgresRows(connection, table.heading())
                        .read(
                                "SELECT " + PostgresDdl.quoted(readColumns.stream()) + " FROM " + name(table.name())
                                        + " WHERE " + condition,
                                isWanted);
    }

    /** Records the run that published a vintage, and its manifest. */
    void recordRun(Publication publication) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + name(MANIFESTS)
                + " VALUES (?, ?, ?::timestamptz, ?::json) ON CONFLICT (vintage) DO UPDATE SET run_id = EXCLUDED.run_id,"
                + " started = EXCLUDED.started, manifest = EXCLUDED.manifest")) {
            statement.setObject(1, publication.vintage());
            statement.setString(2, publication.runId());
            statement.setString(3, publication.started().toString());
            statement.setString(4, publication.manifest());
            statement.executeUpdate();
        }
    }

    boolean isRecorded(Publication publication) throws SQLException {
        return !rows(
                        connection,
                        "SELECT 1 FROM " + name(MANIFESTS) + " WHERE vintage = DATE '" + publication.vintage()
                                + "' AND run_id = " + PostgresDdl.literal(publication.runId())
                                + " AND started = TIMESTAMPTZ "
                                + PostgresDdl.literal(publication.started().toString()))
                .isEmpty();
    }

    private void delete(String table, LocalDate vintage) throws SQLException {
        execute(connection, "DELETE FROM " + name(table) + " WHERE " + isOf(vintage));
    }

    static String isOf(LocalDate vintage) {
        return "vintage = DATE '" + vintage + "'";
    }

    /** The names of our tables that are not logs. */
    private List<String> withoutLogs() throws SQLException {
        return registered(columns(REGISTER).containsKey(IS_LOG) ? "NOT " + IS_LOG : "true");
    }

    /** The names of our tables that meet a condition in SQL. */
    private List<String> registered(String condition) throws SQLException {
        return rows(connection, "SELECT table_name FROM " + name(REGISTER) + " WHERE " + condition).stream()
                .map(row -> row.get(0))
                .toList();
    }

    /** A table's columns and types, in order; empty if it does not exist. */
    private Map<String, String> columns(String table) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        rows(
                        connection,
                        "SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a"
                                + " JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE n.nspname = " + PostgresDdl.literal(schema) + " AND c.relname = "
                                + PostgresDdl.literal(table)
                                + " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum")
                .forEach(row -> columns.put(row.get(0), row.get(1)));
        return columns;
    }

    /** The columns of a table that cannot be null. */
    private Set<String> required(String table) throws SQLException {
        return rows(
                        connection,
                        "SELECT attname FROM pg_attribute WHERE attnotnull AND attnum > 0 AND NOT attisdropped"
                                + " AND attrelid = " + PostgresDdl.literal(name(table)) + "::regclass")
                .stream()
                .map(row -> row.get(0))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String name(String table) {
        return PostgresDdl.qualified(schema, table);
    }
}
