package org.computetrends.publish;

import static org.computetrends.publish.PostgresServer.execute;
import static org.computetrends.publish.PostgresServer.queryRows;

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
 * Creates, changes and reads the tables of this program in a PostgreSQL schema: the published tables and two internal
 * ones. The register, {@code compute_trends_tables}, lists "our" tables, those that this program has published.
 * {@code compute_trends_manifests} has the manifest of each vintage's run.
 *
 * @param sink the sink's name in messages
 */
record PostgresTables(Connection connection, String schema, String sink) {
    private static final String REGISTER = "compute_trends_tables";
    private static final String MANIFESTS = "compute_trends_manifests";

    /** The register's column that marks logs; missing if an older compute-trends, without logs, made the schema. */
    private static final String IS_LOG = "is_log";

    /** Creates the internal tables, and adds a column that the register of an older compute-trends lacks. */
    void prepare() throws SQLException {
        execute(
                connection,
                List.of(
                        "CREATE TABLE IF NOT EXISTS " + qualified(REGISTER) + " (table_name text PRIMARY KEY)",
                        "CREATE TABLE IF NOT EXISTS " + qualified(MANIFESTS)
                                + " (vintage date PRIMARY KEY, run_id text NOT NULL, started timestamptz NOT NULL,"
                                + " manifest json NOT NULL)"));
        if (!columnTypes(REGISTER).containsKey(IS_LOG)) {
            execute(
                    connection,
                    "ALTER TABLE " + qualified(REGISTER) + " ADD COLUMN " + IS_LOG + " boolean NOT NULL DEFAULT false");
        }
    }

    /**
     * The statements that create tables or change them to match their declarations.
     *
     * @throws UserException when a table is not ours and has other columns, or a column would be removed or retyped
     */
    List<String> schemaChanges(List<Table> tables) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (Table table : tables) {
            statements.addAll(schemaChanges(table));
        }
        return statements;
    }

    private List<String> schemaChanges(Table table) throws SQLException {
        Map<String, String> columnTypes = columnTypes(table.name());
        if (columnTypes.isEmpty()) {
            return PostgresDdl.statements(schema, table);
        }
        Map<String, String> declaredTypes = new LinkedHashMap<>();
        table.warehouseColumns().forEach(column -> declaredTypes.put(column.name(), PostgresDdl.type(column.type())));
        // An unregistered table with exactly the declared columns may come from the DDL of the command tables.
        if (!ourTables("true").contains(table.name()) && !columnTypes.equals(declaredTypes)) {
            throw UserException.usage("table " + schema + "." + table.name() + " of " + sink
                    + " is in the way: it was not made by compute-trends");
        }
        columnTypes.forEach(
                (column, type) -> SchemaChange.requireCompatible(sink, table, column, type, declaredTypes.get(column)));
        List<String> statements = new ArrayList<>();
        for (Column column : table.warehouseColumns()) {
            if (!columnTypes.containsKey(column.name())) {
                // Nullable, because rows of other vintages lack it.
                statements.add("ALTER TABLE " + qualified(table.name()) + " ADD COLUMN "
                        + PostgresDdl.quoted(column.name()) + " " + PostgresDdl.type(column.type()));
            }
        }
        Set<String> requiredColumns = requiredColumns(table.name());
        statements.addAll(keyChanges(table, requiredColumns));
        // After the key, because a column of a primary key cannot lose NOT NULL.
        for (String column : requiredColumns) {
            if (table.warehouseColumn(column).map(Column::nullable).orElse(true)) {
                statements.add("ALTER TABLE " + qualified(table.name()) + " ALTER COLUMN " + PostgresDdl.quoted(column)
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
     * The statements that replace the key constraint if it differs from the declared key. A column added to the key is
     * null in older rows. So the new constraint is not a primary key, but a unique constraint that treats nulls as
     * equal. A column removed from the declared key stays in the constraint, because older rows may differ only there.
     *
     * @param requiredColumns the columns that are {@code NOT NULL}
     */
    private List<String> keyChanges(Table table, Set<String> requiredColumns) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (KeyConstraint constraint : keyConstraints(table)) {
            Set<String> columns = new LinkedHashSet<>(table.warehouseKey());
            columns.addAll(constraint.columns());
            // Only if no column was removed from the declared key, and none can be null.
            boolean canBePrimaryKey = columns.size() == table.warehouseKey().size()
                    && table.isKeyRequired()
                    && requiredColumns.containsAll(columns);
            String key = PostgresDdl.key(List.copyOf(columns), canBePrimaryKey);
            if (!constraint.definition().equals(key.replace("\"", ""))) {
                statements.add("ALTER TABLE " + qualified(table.name()) + " DROP CONSTRAINT "
                        + PostgresDdl.quoted(constraint.name()) + ", ADD " + key);
            }
        }
        return statements;
    }

    /** @param definition the constraint in SQL, without quotation marks */
    private record KeyConstraint(String name, String definition, List<String> columns) {}

    /** The primary key of a table, or the unique constraint by which this program replaced the primary key. */
    private List<KeyConstraint> keyConstraints(Table table) throws SQLException {
        return queryRows(
                        connection,
                        "SELECT conname, replace(pg_get_constraintdef(c.oid), '\"', ''), string_agg(attname, ','"
                                + " ORDER BY position) FROM pg_constraint c, unnest(conkey) WITH ORDINALITY AS k (number,"
                                + " position), pg_attribute WHERE attrelid = conrelid AND attnum = number"
                                + " AND conrelid = " + PostgresDdl.literal(qualified(table.name()))
                                + "::regclass AND (contype = 'p' OR contype = 'u'"
                                + " AND pg_get_constraintdef(c.oid) LIKE 'UNIQUE NULLS NOT DISTINCT (vintage,%')"
                                + " GROUP BY conname, c.oid")
                .stream()
                .map(row -> new KeyConstraint(
                        row.get(0), row.get(1), List.of(row.get(2).split(",", -1))))
                .toList();
    }

    /**
     * Replaces a vintage's rows by the staged rows, and removes the vintage from our tables that the run leaves out.
     * Logs keep their rows, and get the staged ones unless they already have rows of the run.
     *
     * @param tables the tables of the run
     */
    void replace(List<Table> tables, PostgresStaging.Names names, LocalDate vintage) throws SQLException {
        Set<String> otherTables = new TreeSet<>(ourTablesExceptLogs());
        for (Table table : tables) {
            otherTables.remove(table.name());
            if (!table.isLog()) {
                delete(table.name(), vintage);
            }
            String columns =
                    PostgresDdl.quoted(table.warehouseColumns().stream().map(Column::name));
            execute(
                    connection,
                    List.of(
                            "INSERT INTO " + qualified(table.name()) + " (" + columns + ") SELECT " + columns + " FROM "
                                    + names.stagingTable(table) + " AS staged"
                                    + (table.isLog()
                                            ? " WHERE NOT EXISTS (SELECT 1 FROM " + qualified(table.name())
                                                    + " AS published WHERE published.vintage = staged.vintage AND"
                                                    + " published.run_id = staged.run_id)"
                                            : ""),
                            "INSERT INTO " + qualified(REGISTER) + " VALUES (" + PostgresDdl.literal(table.name())
                                    + ", " + table.isLog() + ") ON CONFLICT DO NOTHING"));
        }
        deleteFrom(otherTables, vintage);
    }

    /** Removes a vintage's rows from all our tables except logs, and its manifest. */
    void remove(LocalDate vintage) throws SQLException {
        deleteFrom(ourTablesExceptLogs(), vintage);
        delete(MANIFESTS, vintage);
    }

    private void deleteFrom(Collection<String> tables, LocalDate vintage) throws SQLException {
        for (String table : tables) {
            if (!columnTypes(table).isEmpty()) { // someone may have dropped it
                delete(table, vintage);
            }
        }
    }

    /** The id of the run of each published vintage, ordered by the start of the runs. */
    Map<LocalDate, String> publishedVintages() throws SQLException {
        Map<LocalDate, String> runs = new LinkedHashMap<>();
        if (!columnTypes(MANIFESTS).isEmpty()) {
            queryRows(connection, "SELECT vintage, run_id FROM " + qualified(MANIFESTS) + " ORDER BY started, vintage")
                    .forEach(row -> runs.put(LocalDate.parse(row.get(0)), row.get(1)));
        }
        return runs;
    }

    /** Reads the rows of a table that meet a SQL condition and are wanted; none if the table does not exist. */
    PublishedTable read(Table table, String condition, Predicate<PublishedCells> isWanted) throws SQLException {
        List<String> columns = table.warehouseColumns().stream()
                .map(Column::name)
                .filter(columnTypes(table.name())::containsKey)
                .toList();
        if (columns.isEmpty()) {
            return new PublishedTable(table.heading(), List.of(), 0);
        }
        String query = "SELECT " + PostgresDdl.quoted(columns.stream()) + " FROM " + qualified(table.name()) + " WHERE "
                + condition;
        return new PostgresRows(connection, table.heading()).read(query, isWanted);
    }

    /** Records the run that published a vintage, and its manifest. */
    void recordRun(Publication publication) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + qualified(MANIFESTS)
                + " VALUES (?, ?, ?::timestamptz, ?::json) ON CONFLICT (vintage) DO UPDATE SET run_id ="
                + " EXCLUDED.run_id, started = EXCLUDED.started, manifest = EXCLUDED.manifest")) {
            statement.setObject(1, publication.vintage());
            statement.setString(2, publication.runId());
            statement.setString(3, publication.started().toString());
            statement.setString(4, publication.manifest());
            statement.executeUpdate();
        }
    }

    /** Whether the last recorded run of the vintage is this one. */
    boolean isRecorded(Publication publication) throws SQLException {
        return !queryRows(
                        connection,
                        "SELECT 1 FROM " + qualified(MANIFESTS) + " WHERE vintage = DATE '" + publication.vintage()
                                + "' AND run_id = " + PostgresDdl.literal(publication.runId())
                                + " AND started = TIMESTAMPTZ "
                                + PostgresDdl.literal(publication.started().toString()))
                .isEmpty();
    }

    private void delete(String table, LocalDate vintage) throws SQLException {
        execute(connection, "DELETE FROM " + qualified(table) + " WHERE " + vintageCondition(vintage));
    }

    /** The SQL condition for the rows of a vintage. */
    static String vintageCondition(LocalDate vintage) {
        return "vintage = DATE '" + vintage + "'";
    }

    private List<String> ourTablesExceptLogs() throws SQLException {
        return ourTables(columnTypes(REGISTER).containsKey(IS_LOG) ? "NOT " + IS_LOG : "true");
    }

    /** The names of our tables whose rows in the register meet a SQL condition. */
    private List<String> ourTables(String condition) throws SQLException {
        return queryRows(connection, "SELECT table_name FROM " + qualified(REGISTER) + " WHERE " + condition).stream()
                .map(row -> row.get(0))
                .toList();
    }

    /** The types of a table's columns by name, in order; empty if the table does not exist. */
    private Map<String, String> columnTypes(String table) throws SQLException {
        Map<String, String> columnTypes = new LinkedHashMap<>();
        queryRows(
                        connection,
                        "SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a"
                                + " JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE n.nspname = " + PostgresDdl.literal(schema) + " AND c.relname = "
                                + PostgresDdl.literal(table)
                                + " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum")
                .forEach(row -> columnTypes.put(row.get(0), row.get(1)));
        return columnTypes;
    }

    /** The names of a table's columns that are {@code NOT NULL}. */
    private Set<String> requiredColumns(String table) throws SQLException {
        return queryRows(
                        connection,
                        "SELECT attname FROM pg_attribute WHERE attnotnull AND attnum > 0 AND NOT attisdropped"
                                + " AND attrelid = " + PostgresDdl.literal(qualified(table)) + "::regclass")
                .stream()
                .map(row -> row.get(0))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String qualified(String table) {
        return PostgresDdl.qualified(schema, table);
    }
}
