package org.computetrends.publish;

import static org.computetrends.publish.PostgresServer.execute;
import static org.computetrends.publish.PostgresServer.queryValue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.computetrends.domain.PublishedCells;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.PostgresDdl;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes tables in a schema of PostgreSQL, 15 or later.
 *
 * <p>Rows are first written into staging tables ({@link PostgresCopy}) and checked there: the number of rows, unique
 * keys and required values. Then one transaction creates missing tables and columns, deletes the vintage's rows except
 * in logs, inserts the new rows, and stores the manifest in {@code compute_trends_manifests}. A reader's statement, or
 * its {@code REPEATABLE READ} transaction over several tables, sees all rows before the publication or all after it.
 *
 * <p>Publications of one vintage wait for each other ({@link PostgresStaging}). Publications of different vintages wait
 * only while internal tables are prepared or rows are made visible. The user needs {@code CONNECT} on the database, and
 * {@code USAGE} and {@code CREATE} on the schema, and owns the tables that a run creates.
 */
record PostgresPublisher(SinkAddress.Postgres address, PostgresServer server, int waitSeconds) implements TableSink {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresPublisher.class);

    /** PostgreSQL 15, as {@code server_version_num} reports it. */
    private static final int OLDEST_VERSION = 150000;

    PostgresPublisher(SinkAddress.Postgres address, Map<String, String> environment) {
        this(address, environment, PostgresStaging.WAIT_SECONDS);
    }

    /** Overload for tests: the seconds to wait for a lock. */
    PostgresPublisher(SinkAddress.Postgres address, Map<String, String> environment, int waitSeconds) {
        this(address, PostgresServer.of(address, environment), waitSeconds);
    }

    private UserException failure(Exception cause) {
        return new PostgresFailures(address, server, waitSeconds).explain(cause);
    }

    private PostgresTables publishedTables(Connection connection) {
        return new PostgresTables(connection, address.schema(), name());
    }

    /** Waits for a vintage's lock, and removes staging tables of dead runs. */
    private PostgresStaging beginStaging(Connection connection, LocalDate vintage) throws SQLException {
        PostgresStaging staging = new PostgresStaging(connection, address.schema(), waitSeconds);
        staging.lock(vintage);
        staging.removeLeftovers();
        return staging;
    }

    @Override
    public String name() {
        return address.toString();
    }

    @Override
    public void prepare() {
        try (Connection connection = server.connect()) {
            server.requireSession(connection, name());
            String schema = PostgresDdl.literal(address.schema());
            if (Integer.parseInt(queryValue(connection, "SELECT current_setting('server_version_num')"))
                    < OLDEST_VERSION) {
                throw UserException.usage(
                        name() + " is PostgreSQL " + queryValue(connection, "SELECT current_setting('server_version')")
                                + ": it must be 15 or later");
            }
            if (!isTrue(connection, "to_regnamespace(" + schema + ") IS NOT NULL")) {
                throw UserException.usage(name() + " has no schema " + address.schema() + ": create it first");
            }
            if (!isTrue(connection, "has_schema_privilege(" + schema + ", 'USAGE')")
                    || !isTrue(connection, "has_schema_privilege(" + schema + ", 'CREATE')")) {
                throw UserException.usage(name() + ": the user " + queryValue(connection, "SELECT current_user")
                        + " lacks USAGE or CREATE on it");
            }
        } catch (SQLException e) {
            throw PublishingFailure.of(name() + " cannot be published to: " + e.getMessage(), e);
        }
    }

    private static boolean isTrue(Connection connection, String condition) throws SQLException {
        return queryValue(connection, "SELECT " + condition).equals("t");
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // the publication closes the connection
    public Staged stage(Publication publication) {
        Connection connection = null;
        try {
            connection = server.connect();
            PostgresStaging staging = beginStaging(connection, publication.vintage());
            List<Table> declaredTables =
                    publication.tables().stream().map(TableRows::table).toList();
            PostgresTables publishedTables = publishedTables(connection);
            inTransaction(connection, () -> {
                staging.lockSchema();
                publishedTables.prepare();
            });
            // Throws if a table cannot be changed, before rows are written.
            publishedTables.schemaChanges(declaredTables);
            PostgresStaging.Names names = staging.create(publication.vintage(), declaredTables);
            for (TableRows rows : publication.tables()) {
                writeChecked(connection, names, rows, publication.vintage());
            }
            return new StagedChange(
                    this,
                    staging,
                    () -> {
                        execute(staging.connection(), publishedTables.schemaChanges(declaredTables));
                        publishedTables.replace(declaredTables, names, publication.vintage());
                        publishedTables.recordRun(publication);
                    },
                    PostgresStaging.dropStatements(names, declaredTables),
                    tables -> tables.isRecorded(publication));
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            close(connection);
            throw failure(e);
        }
    }

    @Override
    public List<PublishedVintage> publishedVintages() {
        try (Connection connection = server.connect()) {
            return publishedTables(connection).publishedVintages().entrySet().stream()
                    .map(run -> new PublishedVintage(
                            run.getKey(),
                            run.getValue(),
                            (table, isWanted) -> read(table, PostgresTables.vintageCondition(run.getKey()), isWanted)))
                    .toList();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public List<PublishedRow> readLog(Table log, Column dateColumn, LocalDate lastDay) {
        return read(log, PostgresDdl.quoted(dateColumn.name()) + " <= DATE '" + lastDay + "'", row -> true)
                .rows();
    }

    private PublishedTable read(Table table, String condition, Predicate<PublishedCells> isWanted) {
        try (Connection connection = server.connect()) {
            return publishedTables(connection).read(table, condition, isWanted);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private UserException unreadable(SQLException cause) {
        return PublishingFailure.of(name() + " cannot be read: " + cause.getMessage(), cause);
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // the staged change closes the connection
    public Staged stageRetirement(Retirement retirement) {
        Connection connection = null;
        try {
            connection = server.connect();
            PostgresStaging staging = beginStaging(connection, retirement.vintage());
            retirement.remaining(name(), publishedVintages()); // throws unless the vintage can be retired
            PostgresTables publishedTables = publishedTables(connection);
            return new StagedChange(
                    this,
                    staging,
                    () -> publishedTables.remove(retirement.vintage()),
                    List.of(),
                    tables -> !tables.publishedVintages().containsKey(retirement.vintage()));
        } catch (SQLException | RuntimeException e) {
            close(connection);
            throw failure(e);
        }
    }

    /** Writes rows into their staging table, counts them, and adds the key constraint, which checks their keys. */
    private void writeChecked(Connection connection, PostgresStaging.Names names, TableRows rows, LocalDate vintage)
            throws SQLException {
        if (rows instanceof TableRows.InMemory inMemory) {
            PostgresCopy.write(connection, names, inMemory, vintage);
        } else {
            PostgresCopy.write(server, names, (TableRows.Distributed) rows, vintage);
        }
        String stagedTable = names.stagingTable(rows.table());
        long count = Long.parseLong(queryValue(connection, "SELECT count(*) FROM " + stagedTable));
        if (count != rows.count()) {
            throw new SQLException(
                    "table " + rows.table().name() + ": " + count + " of " + rows.count() + " rows arrived");
        }
        execute(connection, "ALTER TABLE " + stagedTable + " ADD " + PostgresDdl.key(rows.table()));
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debug("The connection could not be closed, which does no harm", e);
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static void inTransaction(Connection connection, Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run();
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback();
                connection.setAutoCommit(true);
            } catch (SQLException connectionFailure) {
                e.addSuppressed(connectionFailure);
            }
            throw e;
        }
    }

    private interface Outcome {
        boolean isVisible(PostgresTables publishedTables) throws SQLException;
    }

    /**
     * Whether a change is visible although its commit failed. Asks the server over a new connection. First waits for
     * the schema's lock, which the failed transaction has until the transaction ends.
     */
    private boolean isVisible(Outcome outcome, SQLException connectionFailure) {
        try (Connection connection = server.connect()) {
            connection.setAutoCommit(false);
            new PostgresStaging(connection, address.schema(), waitSeconds).lockSchema();
            return outcome.isVisible(publishedTables(connection));
        } catch (SQLException e) {
            connectionFailure.addSuppressed(e);
            throw UserException.publishing(
                    "the connection to " + name()
                            + " broke during the commit; it is unknown whether the new tables are visible"
                            + " until the server answers again; then run again: " + connectionFailure.getMessage(),
                    connectionFailure);
        }
    }

    /**
     * A change to make visible in one transaction.
     *
     * @param staging has the connection whose session has the vintage's lock
     * @param change the work of the transaction
     * @param dropStatements statements that remove the staging tables
     * @param outcome finds whether the change is visible, after a commit that failed
     */
    private record StagedChange(
            PostgresPublisher publisher,
            PostgresStaging staging,
            Work change,
            List<String> dropStatements,
            Outcome outcome)
            implements Staged {
        @Override
        public void makeVisible() {
            boolean[] isCommitting = {false}; // an array, so that the lambda can set it
            try {
                inTransaction(staging.connection(), () -> {
                    staging.lockSchema();
                    change.run();
                    execute(staging.connection(), dropStatements);
                    isCommitting[0] = true;
                });
            } catch (SQLException e) {
                // Before the commit was sent, nothing has changed. After that, only the server knows.
                if (!isCommitting[0] || !publisher.isVisible(outcome, e)) {
                    throw publisher.failure(e);
                }
                LOG.warn("The connection to {} broke after the tables became visible", publisher.name(), e);
            }
        }

        @Override
        public void close() {
            try {
                execute(staging.connection(), dropStatements);
            } catch (SQLException e) {
                LOG.debug("Staging tables of {} are left to the next run", publisher.name(), e);
            }
            PostgresPublisher.close(staging.connection());
        }
    }
}
