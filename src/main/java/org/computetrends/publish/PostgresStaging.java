package org.computetrends.publish;

import static org.computetrends.publish.PostgresServer.execute;
import static org.computetrends.publish.PostgresServer.queryRows;
import static org.computetrends.publish.PostgresServer.queryValue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.computetrends.table.PostgresDdl;
import org.computetrends.table.Table;

/**
 * Creates and removes the staging tables of publications to a schema, and takes two kinds of locks. The lock of a
 * vintage lasts until the session ends, the lock of the schema until the current transaction ends. Both locks end with
 * the process.
 *
 * @param waitSeconds how long to wait for a lock
 */
record PostgresStaging(Connection connection, String schema, int waitSeconds) {
    private static final String PREFIX = "_compute_trends_";

    /** The number of the schema's lock. The number of a vintage's lock is its epoch day, which never is this low. */
    private static final int SCHEMA_LOCK = Integer.MIN_VALUE;

    /** How long a publication waits for a lock by default. */
    static final int WAIT_SECONDS = 600;

    /** The SQL state of a lock timeout. */
    static final String LOCK_NOT_AVAILABLE = "55P03";

    /**
     * The names of a publication's staging tables.
     *
     * @param prefix {@code _compute_trends_YYYYMMDD_NUMBER_}, with the vintage and the number of a transaction in base
     *     36. The number differs between runs, so that a task of a dead run cannot write into the tables of another
     */
    record Names(String schema, String prefix) {
        String stagingTable(Table table) {
            return PostgresDdl.qualified(schema, prefix + table.name());
        }

        /** The register of the Spark partitions that are written. No published table is named {@code _parts}. */
        String writtenPartitions() {
            return PostgresDdl.qualified(schema, prefix + "_parts");
        }
    }

    /** Waits for a vintage's lock. */
    void lock(LocalDate vintage) throws SQLException {
        waitFor(
                "SELECT pg_advisory_lock(" + lockArguments(vintage) + ")",
                "another run has been publishing this vintage");
    }

    /**
     * Waits for an advisory lock. The limit also applies to every later wait of the session, such as for tables.
     *
     * @param holder who has the lock, a clause for the message after a timeout
     */
    private void waitFor(String lockStatement, String holder) throws SQLException {
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
     * of any program, such as {@code pg_restore}.
     *
     * @param newConnection a connection other than the one that waited
     */
    static String describeLockHolder(Connection newConnection, String schema) throws SQLException {
        List<List<String>> holders = queryRows(
                newConnection,
                "SELECT c.relname, l.pid, coalesce(a.usename, ''), coalesce(a.application_name, '') FROM pg_locks l"
                        + " JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " LEFT JOIN pg_stat_activity a ON a.pid = l.pid"
                        + " WHERE l.granted AND c.relkind IN ('r', 'p') AND n.nspname = " + PostgresDdl.literal(schema)
                        + " AND l.pid <> pg_backend_pid() AND NOT starts_with(c.relname, '" + PREFIX + "')"
                        + " ORDER BY l.mode <> 'AccessExclusiveLock', l.mode <> 'ExclusiveLock', c.relname LIMIT 1");
        if (holders.isEmpty()) {
            return "a table was locked by another session, which has ended since";
        }
        List<String> holder = holders.get(0);
        return "table " + holder.get(0) + " is locked by session " + holder.get(1) + " of the user " + holder.get(2)
                + " (application '" + holder.get(3) + "')";
    }

    /** Waits for the schema's lock. Until the transaction ends, no other run can make a vintage visible. */
    void lockSchema() throws SQLException {
        waitFor(
                "SELECT pg_advisory_xact_lock(" + lockClass() + ", " + SCHEMA_LOCK + ")",
                "another run has been making tables of the schema visible");
    }

    /** Removes staging tables of dead runs: those of vintages that no other session has locked. */
    void removeLeftovers() throws SQLException {
        for (List<String> row : queryRows(
                connection,
                "SELECT DISTINCT substr(c.relname, " + (PREFIX.length() + 1) + ", 8) FROM pg_class c"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname = "
                        + PostgresDdl.literal(schema) + " AND c.relname ~ '^" + PREFIX + "[0-9]{8}_[0-9a-z]+_'")) {
            String lock = lockArguments(LocalDate.parse(row.get(0), DateTimeFormatter.BASIC_ISO_DATE));
            // PostgreSQL counts how often a session has a lock, so this session may have this vintage's lock already.
            if (queryValue(connection, "SELECT pg_try_advisory_lock(" + lock + ")")
                    .equals("t")) {
                dropTables(PREFIX + row.get(0) + "_");
                // If tables cannot be dropped, the run fails, and its connection ends with all its locks.
                execute(connection, "SELECT pg_advisory_unlock(" + lock + ")");
            }
        }
    }

    private void dropTables(String prefix) throws SQLException {
        for (List<String> row : queryRows(
                connection,
                "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind = 'r' AND n.nspname = " + PostgresDdl.literal(schema)
                        + " AND starts_with(c.relname, " + PostgresDdl.literal(prefix) + ")")) {
            execute(connection, "DROP TABLE IF EXISTS " + PostgresDdl.qualified(schema, row.get(0)));
        }
    }

    /**
     * Creates empty staging tables. They are unlogged, which is faster: only a crash of the server empties them, and a
     * crash ends the run too.
     */
    Names create(LocalDate vintage, List<Table> tables) throws SQLException {
        String number = Long.toString(Long.parseLong(queryValue(connection, "SELECT pg_current_xact_id()")), 36);
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

    /** The first of the two numbers of a lock. It differs by schema, because a database's schemas share all locks. */
    private int lockClass() {
        return ("compute-trends." + schema).hashCode();
    }
}
