package org.computetrends.publish;

import static org.computetrends.publish.PostgresServer.execute;
import static org.computetrends.publish.PostgresServer.value;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
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
 * <p>Rows are written into staging tables by {@code COPY}, by executors if the rows are distributed, and checked there:
 * the number of rows, unique keys and required values. Then one transaction over all tables creates them or adds
 * columns, deletes the vintage's rows except in logs, inserts the new rows, and stores the manifest in {@code
 * compute_trends_manifests}. A statement, or a {@code REPEATABLE READ} transaction over several tables, sees the rows
 * before that transaction or after it.
 *
 * <p>Publications of one vintage wait for each other ({@link PostgresStaging}). Publications of different vintages wait
 * only while rows are made visible. The user needs {@code CONNECT} on the database, and {@code USAGE} and {@code
 * CREATE} on the schema, and owns the tables that a run creates.
 */
record PostgresPublisher(SinkAddress.Postgres address, PostgresServer server, int waitSeconds) implements TableSink {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresPublisher.class);

    /** PostgreSQL 15, as the server reports its version. */
    private static final int OLDEST_VERSION = 150000;

    PostgresPublisher(SinkAddress.Postgres address, Map<String, String> environment) {
        this(address, environment, PostgresStaging.WAIT_SECONDS);
    }

    /** Overload for tests, with the seconds to wait for a lock. */
    PostgresPublisher(SinkAddress.Postgres address, Map<String, String> environment, int waitSeconds) {
        this(address, PostgresServer.of(address, environment), waitSeconds);
    }

    private UserException failure(Exception cause) {
        return new PostgresFailures(address, server, waitSeconds).of(cause);
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
            if (Integer.parseInt(value(connection, "SELECT current_setting('server_version_num')")) < OLDEST_VERSION) {
                throw UserException.usage(name() + " is PostgreSQL "
                        + value(connection, "SELECT current_setting('server_version')") + ": it must be 15 or later");
            }
            if (!isTrue(connection, "to_regnamespace(" + schema + ") IS NOT NULL")) {
                throw UserException.usage(name() + " has no schema " + address.schema() + ": create it first");
            }
            if (!isTrue(connection, "has_schema_privilege(" + schema + ", 'USAGE')")
                    || !isTrue(connection, "has_schema_privilege(" + schema + ", 'CREATE')")) {
                throw UserException.usage(name() + ": the user " + value(connection, "SELECT current_user")
                        + " lacks USAGE or CREATE on it");
            }
        } catch (SQLException e) {
            throw PublishingFailure.of(name() + " cannot be published to: " + e.getMessage(), e);
        }
    }

    private static boolean isTrue(Connection connection, String condition) throws SQLException {
        return value(connection, "SELECT " + condition).equals("t");
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // the publication closes the connection
    public Staged stage(Publication publication) {
        Connection connection = null;
        try {
            connection = server.connect();
            PostgresStaging staging = new PostgresStaging(connection, address.schema(), waitSeconds);
            staging.lock(publication.vintage());
            staging.clean(publication.vintage());
            List<Table> tables =
                    publication.tables().stream().map(TableRows::table).toList();
            PostgresTables publishedTables = new PostgresTables(connection, address.schema(), name());
            inTransaction(connection, () -> {
                staging.lockSchema();
                publishedTables.prepare();
            });
            for (Table table : tables) {
                publishedTables.changes(table); // throws before rows are written if a table cannot be changed
            }
            PostgresStaging.Names names = staging.create(publication.vintage(), tables);
            for (TableRows rows : publication.tables()) {
                write(connection, names, rows, publication);
            }
            return new StagedChange(
                    this,
                    staging,
                    () -> {
                        List<String> changes = new ArrayList<>();
                        for (Table table : tables) {
                            changes.addAll(publishedTables.changes(table));
                        }
                        execute(staging.connection(), changes);
                        publishedTables.replace(tables, names, publication.vintage());
                        publishedTables.recordRun(publication);
                    },
                    PostgresStaging.dropStatements(names, tables),
                    visible -> visible.isRecorded(publication));
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            close(connection);
            throw failure(e);
        }
    }

    @Override
    public List<PublishedVintage> publishedVintages() {
        try (Connection connection = server.connect()) {
            return new PostgresTables(connection, address.schema(), name())
                    .publishedVintages().entrySet().stream()
                            .map(each -> new PublishedVintage(
                                    each.getKey(),
                                    each.getValue(),
                                    (table, wanted) -> read(table, PostgresTables.isOf(each.getKey()), wanted)))
                            .toList();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public List<PublishedRow> logged(Table log, Column day, LocalDate lastDay) {
        return read(log, PostgresDdl.quoted(day.name()) + " <= DATE '" + lastDay + "'", row -> true)
                .rows();
    }

    private PublishedTable read(Table table, String condition, Predicate<PublishedCells> isWanted) {
        try (Connection connection = server.connect()) {
            return new PostgresTables(connection, address.schema(), name()).read(table, condition, isWanted);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private UserException unreadable(SQLException cause) {
        return PublishingFailure.of(name() + " cannot be read: " + cause.getMessage(), cause);
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // the staged change closes the connection
    public Staged stageWithout(Retirement retirement) {
        Connection connection = null;
        try {
            connection = server.connect();
            PostgresStaging staging = new PostgresStaging(connection, address.schema(), waitSeconds);
            staging.lock(retirement.vintage());
            staging.clean(retirement.vintage());
            retirement.remaining(name(), publishedVintages());
            PostgresTables publishedTables = new PostgresTables(connection, address.schema(), name());
            return new StagedChange(
                    this,
                    staging,
                    () -> publishedTables.remove(retirement.vintage()),
                    List.of(),
                    visible -> !visible.publishedVintages().containsKey(retirement.vintage()));
        } catch (SQLException | RuntimeException e) {
            close(connection);
            throw failure(e);
        }
    }

    private void write(Connection connection, PostgresStaging.Names names, TableRows rows, Publication publication)
            throws SQLException {
        if (rows instanceof TableRows.InMemory inMemory) {
            PostgresCopy.write(connection, names, inMemory, publication.vintage());
        } else {
            PostgresCopy.write(server, names, (TableRows.Distributed) rows, publication.vintage());
        }
        String stagedTable = names.stagingTable(rows.table());
        long count = Long.parseLong(value(connection, "SELECT count(*) FROM " + stagedTable));
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
        boolean isVisible(PostgresTables tables) throws SQLException;
    }

    /**
     * Asks the server over a new connection whether a change is visible whose commit failed, after waiting until its
     * transaction has ended.
     */
    private boolean isVisible(Outcome outcome, SQLException connectionFailure) {
        try (Connection connection = server.connect()) {
            connection.setAutoCommit(false);
            new PostgresStaging(connection, address.schema(), waitSeconds).lockSchema();
            return outcome.isVisible(new PostgresTables(connection, address.schema(), name()));
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
     * A change to make visible in one transaction, and the session whose lock makes other runs of the vintage wait.
     *
     * @param dropStatements statements that remove the staging tables
     * @param outcome whether the change is visible, by the published tables
     */
    private record StagedChange(
            PostgresPublisher publisher,
            PostgresStaging staging,
            Work work,
            List<String> dropStatements,
            Outcome outcome)
            implements Staged {
        @Override
        public void makeVisible() {
            boolean[] isCommitting = {false};
            try {
                inTransaction(staging.connection(), () -> {
                    staging.lockSchema();
                    work.run();
                    execute(staging.connection(), dropStatements);
                    isCommitting[0] = true;
                });
            } catch (SQLException e) {
                // A transaction without a commit is rolled back. After a commit was sent, only the server knows.
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
