package org.computetrends.publish;

import static org.computetrends.publish.PostgresServer.execute;
import static org.computetrends.publish.PostgresServer.rows;
import static org.computetrends.publish.PostgresServer.value;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.computetrends.table.PostgresDdl;
import org.computetrends.table.Table;

/**
 * The staging tables of a publication, and two locks: one for each vintage, until the session ends, and one for the
 * schema, while tables are made visible. Both end with the process. The names of staging tables contain the vintage and
 * the number of a transaction, so that a task of a dead run never writes into the tables of another run.
 */
record PostgresStaging(Connection connection, String schema, int waitSeconds) {
    private static final String PREFIX = "_compute_trends_";

    /**
     * The number of the schema's lock. Other locks are numbered by the epoch day of a
     * vintage, which never has this value.
     */
    private static final int SCHEMA_LOCK = Integer.MIN_VALUE;

    /** How long a publication waits for a lock. */
    static final int WAIT_SECONDS = 600;

    /** The SQL state of a lock timeout. */
    static final String LOCK_NOT_AVAILABLE = "55P03";

    /**
     * The names of a publication's staging tables.
     *
     * @param prefix {@code _compute_trends_YYYYMMDD_NUMBER_}, with the vintage and the number of a transaction in base
     *     36
     */
    record Names(String schema, String prefix) {
        String stagingTable(Table table) {
            return PostgresDdl.qualified(schema, prefix + table.name());
        }

        /**
         * The table that registers which of Spark's partitions are written. No table's name begins with its underscore.
         */
        String writtenPartitions() {
            return PostgresDdl.qualified(schema, prefix + "_parts");
        }
    }

    /** Waits for the vintage's lock. */
    void lock(LocalDate vintage) throws SQLException {
        await(
                "SELECT pg_advisory_lock(" + lockArguments(vintage) + ")",
                "another run has been publishing this vintage");
    }

    /**
     * Waits for an advisory lock. Also limits every later wait of the session, such as for locks on tables.
     *
     * @param holder who has the lock, a clause for the message after a timeout
     */
    private void await(String lockStatement, String holder) throws SQLException {
        try {
            execute(connection, "SET lock_timeout = '" + waitSeconds + "s'");
            execute(connection, lockStatement);
        } catch (SQLException e) {
            throw LOCK_NOT_AVAILABLE.equals(e.getSQLState())
                    ? new SQLException(holder + " for " + waitSeconds + " seconds", e)
                    : e;
        }
    }

    /**
     * A clause about the session that locks a table of the schema, for the message after a timeout. The session may be
     * of any program, such as {@code VACUUM FULL} or {@code pg_restore}.
     *
     * @param asking a connection that is not waiting
     */
    static String lockedBy(Connection asking, String schema) throws SQLException {
        List<List<String>> holders = rows(
                asking,
                "SELECT c.relname, l.pid, coalesce(a.usename, ''), coalesce(a.application_name, '') FROM pg_locks l"
                        + " JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " LEFT JOIN pg_stat_activity a ON a.pid = l.pid"
                        + " WHERE l.granted AND c.relkind IN ('r', 'p') AND n.nspname = " + PostgresDdl.literal(schema)
                        + " AND l.pid <> pg_backend_pid() AND NOT starts_with(c.relname, '" + PREFIX + "')"
                        + " ORDER BY l.mode <> 'AccessExclusiveLock', l.mode <> 'ExclusiveLock', c.relname LIMIT 1");
        return holders.isEmpty()
                ? "a table was locked by another session, which has ended since"
                : "table " + holders.get(0).get(0) + " is locked by session "
                        + holders.get(0).get(1) + " of the user "
                        + holders.get(0).get(2) + " (application '"
                        + holders.get(0).get(3) + "')";
    }

    /** Waits for the schema's lock, until the end of the transaction: no other vintage is then being made visible. */
    void lockSchema() throws SQLException {
        await(
                "SELECT pg_advisory_xact_lock(" + lockClass() + ", " + SCHEMA_LOCK + ")",
                "another run has been making tables of the schema visible");
    }

    /**
     * Removes leftovers of dead runs, of this vintage, whose lock the caller has, and of others that nobody is
     * publishing.
     */
    void clean(LocalDate vintage) throws SQLException {
        for (List<String> row : rows(
                connection,
                "SELECT DISTINCT substr(c.relname, " + (PREFIX.length() + 1) + ", 8) FROM pg_class c"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname = "
                        + PostgresDdl.literal(schema) + " AND c.relname ~ '^" + PREFIX + "[0-9]{8}_[0-9a-z]+_'")) {
            LocalDate vintageOfTable = LocalDate.parse(row.get(0), DateTimeFormatter.BASIC_ISO_DATE);
            if (vintageOfTable.equals(vintage)) {
                drop(PREFIX + row.get(0) + "_");
            } else if (value(connection, "SELECT pg_try_advisory_lock(" + lockArguments(vintageOfTable) + ")")
                    .equals("t")) {
                try {
                    drop(PREFIX + row.get(0) + "_");
                } finally {
                    execute(connection, "SELECT pg_advisory_unlock(" + lockArguments(vintageOfTable) + ")");
                }
            }
        }
    }

    private void drop(String prefix) throws SQLException {
        for (List<String> row : rows(
                connection,
                "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind = 'r' AND n.nspname = " + PostgresDdl.literal(schema)
                        + " AND starts_with(c.relname, " + PostgresDdl.literal(prefix) + ")")) {
            execute(connection, "DROP TABLE IF EXISTS " + PostgresDdl.qualified(schema, row.get(0)));
        }
    }

    /** Creates empty staging tables. They are unlogged: a crash of the server empties them. */
    Names create(LocalDate vintage, List<Table> tables) throws SQLException {
        String number = Long.toString(Long.parseLong(value(connection, "SELECT pg_current_xact_id()")), 36);
        Names names = new Names(schema, PREFIX + vintage.format(DateTimeFormatter.BASIC_ISO_DATE) + "_" + number + "_");
        List<String> statements = new ArrayList<>();
        for (Table table : tables) {
            List<String> columns = table.warehouseColumns().stream()
                    .map(PostgresDdl::definition)
                    .toList();
            statements.add(
                    "CREATE UNLOGGED TABLE " + names.stagingTable(table) + " (" + String.join(", ", columns) + ")");
        }
        statements.add("CREATE UNLOGGED TABLE " + names.writtenPartitions()
                + " (table_name text, part integer, PRIMARY KEY (table_name, part))");
        execute(connection, statements);
        return names;
    }

    static List<String> dropStatements(Names names, List<Table> tables) {
        List<String> statements = new ArrayList<>();
        tables.forEach(table -> statements.add("DROP TABLE IF EXISTS " + names.stagingTable(table)));
        statements.add("DROP TABLE IF EXISTS " + names.writtenPartitions());
        return statements;
    }

    private String lockArguments(LocalDate vintage) {
        return lockClass() + ", " + Math.toIntExact(vintage.toEpochDay());
    }

    /** The first number of the schema's locks. Advisory locks are common to all schemas of a database. */
    private int lockClass() {
        return ("compute-trends." + schema).hashCode();
    }
}
