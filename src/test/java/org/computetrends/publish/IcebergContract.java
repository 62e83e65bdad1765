package org.computetrends.publish;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.UserException;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Test;

/** The contract of all sinks, and the further guarantees of Iceberg, for one catalog. */
abstract class IcebergContract extends SinkContract {

    abstract IcebergDestination destination() throws Exception;

    @Override
    final TableSink sink() throws Exception {
        return new IcebergPublisher(session, destination());
    }

    final IcebergTables tables() throws Exception {
        IcebergTables tables = new IcebergTables(session, destination());
        tables.open();
        return tables;
    }

    /** Reads the snapshots that {@code publications} lists, as the documentation says. */
    @Override
    Dataset<Row> read(Table table) throws Exception {
        IcebergTables tables = tables();
        Dataset<Row> rows = session.table(tables.qualified(table.name())).limit(0);
        for (Row published : session.table(tables.qualified("publications"))
                .where(col("table_name").equalTo(table.name()))
                .collectAsList()) {
            rows = rows.unionByName(
                    session.sql("SELECT * FROM " + tables.qualified(table.name()) + " VERSION AS OF "
                            + published.<Long>getAs("snapshot_id") + " WHERE vintage = DATE '"
                            + published.getAs("vintage") + "'"),
                    true);
        }
        return rows.select(TestSinks.columns(table));
    }

    @Override
    List<String> columns(String table) throws Exception {
        return List.of(session.table(tables().qualified(table)).columns());
    }

    @Override
    List<String> leftovers() throws Exception {
        IcebergTables tables = tables();
        List<String> leftovers = new ArrayList<>();
        for (String name : tables.ourTables()) {
            org.apache.iceberg.Table table = tables.load(name);
            assertThat(table.refs()).doesNotContainKey(IcebergStaging.BRANCH);
            leftovers.addAll(unreferencedFolders(table));
        }
        return leftovers;
    }

    private static List<String> unreferencedFolders(org.apache.iceberg.Table table) throws IOException {
        List<String> referencedFolders = new ArrayList<>();
        table.snapshots()
                .forEach(snapshot -> referencedFolders.add(snapshot.summary().get(IcebergStaging.FOLDER)));
        try (Stream<Path> folders = Files.exists(data(table)) ? Files.list(data(table)) : Stream.empty()) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.startsWith("run-") && !referencedFolders.contains(name))
                    .toList();
        }
    }

    private static Path data(org.apache.iceberg.Table table) {
        return Path.of(table.location().replaceFirst("^file:", ""), "data");
    }

    @Override
    boolean createForeignTable() throws Exception {
        session.sql("CREATE TABLE " + tables().qualified("things") + " (id string) USING iceberg");
        return true;
    }

    @Override
    boolean enforcesKeys() {
        return true;
    }

    @Test
    void aTagKeepsTheTablesOfItsRun() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0)));
        Publication later = publication(FIRST, rows(THINGS, thing("b", 2.0)));
        TestSinks.publish(sink(), new Publication(later.started(), "def456", FIRST, later.tables(), later.manifest()));
        String things = tables().qualified("things");
        assertThat(session.sql("SELECT id FROM " + things + " VERSION AS OF 'run_abc123_2024-01-01'")
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly("a");
        assertThat(session.sql("SELECT id FROM " + things).collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly("b");
        // Leaves out the empty snapshot that a new table begins with.
        assertThat(session.sql("SELECT summary['compute-trends.run-id'] FROM " + things + ".snapshots"
                                + " WHERE operation <> 'append' OR summary['compute-trends.run-id'] IS NOT NULL"
                                + " ORDER BY committed_at")
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly("abc123", "def456");
    }

    @Test
    void theStateAtAnInstantIsReadByTheSnapshotsListedThen() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0)));
        publish(SECOND, rows(THINGS, thing("b", 2.0)));
        Thread.sleep(20);
        Instant between = Instant.now();
        Thread.sleep(20);
        Publication again = publication(SECOND, rows(THINGS, thing("c", 3.0)));
        TestSinks.publish(sink(), new Publication(again.started(), "def456", SECOND, again.tables(), again.manifest()));
        long snapshot = session.sql("SELECT snapshot_id FROM " + tables().qualified("publications")
                        + " TIMESTAMP AS OF '" + between
                        + "' WHERE table_name = 'things' ORDER BY vintage DESC LIMIT 1")
                .first()
                .getLong(0);
        assertThat(session.sql("SELECT id FROM " + tables().qualified("things") + " VERSION AS OF " + snapshot
                                + " WHERE vintage = DATE '2025-01-01'")
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly("b");
        assertThat(read(THINGS).where("vintage = DATE '2025-01-01'").first().getString(1))
                .isEqualTo("c");
    }

    @Test
    void aVintageThatWasNeverPublishedIsNotRetired() {
        TestSinks.assertThatFails(UserException.Kind.USAGE, () -> sink().stageRetirement(retirement(FIRST)))
                .hasMessageContaining("no vintage 2024-01-01 to retire: ")
                .hasMessageEndingWith(" has none");
    }

    @Test
    void aTableThatCannotBeReadIsAnErrorOfTheSink() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0)));
        PublishedVintage published = sink().publishedVintages().get(0);
        session.sql("DROP TABLE " + tables().qualified("things"));
        TestSinks.assertThatFails(UserException.Kind.PUBLISHING, () -> published.read(THINGS, row -> true))
                .hasMessageContaining(" cannot be read: ");
    }

    /** Makes one table's staged rows visible under the run's tag, like a run that dies before the next table. */
    private void show(String table, String tag) throws Exception {
        IcebergStaging staging = tables().staging(table);
        staging.prepareFastForward(tag, staging.branchSnapshot()).commit();
    }

    @Test
    void theNextRunRollsBackARetirementThatDiedBetweenTwoTables() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0)), rows(OTHERS, thing("x", 1.0)));
        publish(SECOND, rows(THINGS, thing("b", 2.0)), rows(OTHERS, thing("y", 2.0)));
        try (TableSink.Staged stagedTables = sink().stageRetirement(retirement(SECOND))) {
            TestSinks.requireStaged(stagedTables);
            show("things", "without_2025-01-01");
        }
        assertThat(session.table(tables().qualified("things")).count()).isEqualTo(1);
        assertThat(read(THINGS).count()).isEqualTo(2);
        publish(FIRST, rows(THINGS, thing("c", 3.0)), rows(OTHERS));
        assertThat(session.table(tables().qualified("things"))
                        .orderBy("vintage")
                        .collectAsList())
                .extracting(row -> row.getString(1))
                .containsExactly("c", "b");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void theNextRunRollsBackARunThatDiedBetweenTwoTables() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0)), rows(OTHERS, thing("x", 1.0)));
        try (TableSink.Staged stagedTables =
                sink().stage(publication(FIRST, rows(THINGS, thing("b", 2.0)), rows(OTHERS, thing("y", 2.0))))) {
            TestSinks.requireStaged(stagedTables);
            show("things", "run_abc123_2024-01-01");
        }
        assertThat(session.table(tables().qualified("things")).first().getString(1))
                .isEqualTo("b");
        assertThat(read(THINGS).first().getString(1)).isEqualTo("a");
        publish(SECOND, rows(THINGS, thing("c", 3.0)), rows(OTHERS));
        assertThat(session.table(tables().qualified("things"))
                        .orderBy("vintage")
                        .collectAsList())
                .extracting(row -> row.getString(1))
                .containsExactly("a", "c");
        assertThat(session.sql("SELECT id FROM " + tables().qualified("things")
                                + " VERSION AS OF 'run_abc123_2024-01-01'")
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly("a");
        assertThat(leftovers()).isEmpty();
    }
}
