package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.computetrends.domain.UserException;
import org.computetrends.table.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Delta Lake through Spark's catalog: the contract of all sinks, and tests of its own. The contract takes minutes:
 * {@code ./mvnw verify -Dcontracts=all} runs it.
 */
@Tag("slow")
@ExtendWith(InheritedTestsOnRequest.class)
class DeltaSinkIT extends SinkContract {
    private static final AtomicBoolean IS_MEDDLING = new AtomicBoolean();

    @TempDir
    private Path folder;

    @BeforeEach
    void startSession() {
        session = DeltaTables.SESSION;
    }

    @AfterEach
    void forgetTables() {
        DeltaTables.forget();
    }

    @Override
    TableSink sink() {
        return DeltaTables.sink(folder);
    }

    @Override
    Dataset<Row> read(Table table) {
        return DeltaTables.read(table);
    }

    @Override
    List<String> columns(String table) {
        return DeltaTables.columns(table);
    }

    /** A run writes nothing before it is made visible. */
    @Override
    List<String> leftovers() {
        return List.of();
    }

    @Override
    boolean createForeignTable() {
        session.sql("CREATE DATABASE IF NOT EXISTS trends");
        session.sql("CREATE TABLE trends.things (id string) USING delta LOCATION '" + folder.resolve("foreign") + "'");
        return true;
    }

    @Override
    boolean enforcesKeys() {
        return true;
    }

    private void publishBoth() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0)), rows(OTHERS, thing("x", 1.0)));
        publish(SECOND, rows(THINGS, thing("b", 2.0)), rows(OTHERS, thing("x", 2.0)));
    }

    @Test
    void tablesOfAnEarlierSessionAreFoundAndOtherFoldersAreUnchanged() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0)), rows(OTHERS, thing("x", 1.0)));
        DeltaTables.forget();
        Files.createDirectories(folder.resolve("empty"));
        session.sql("CREATE TABLE delta.`" + folder + "/theirs` USING delta AS SELECT 1 id");
        Path note = Files.createDirectories(folder.resolve("notes")).resolve("note.txt");
        Files.writeString(note, "not ours");
        publish(SECOND, rows(THINGS, thing("b", 2.0)), rows(OTHERS, thing("x", 2.0)));
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,a,1.0,RUN]", "[2025-01-01,b,2.0,RUN]");
        assertThat(texts(OTHERS)).containsExactly("[2024-01-01,x,1.0,RUN]", "[2025-01-01,x,2.0,RUN]");
        assertThat(folder.resolve("empty")).isEmptyDirectory();
        assertThat(note).hasContent("not ours");
        assertThat(DeltaTables.tables()).contains("things", "others").doesNotContain("theirs", "notes", "empty");
        assertThat(vintages()).containsExactly(FIRST, SECOND);
    }

    @Test
    void aVintageIsUnlistedIfATableCannotChange() throws Exception {
        publishBoth();
        try (TableSink.Staged stagedTables =
                sink().stage(publication(FIRST, rows(OTHERS, thing("y", 2.0)), rows(THINGS, thing("b", 2.0))))) {
            // The table things changes last. This makes its change fail.
            session.sql("ALTER TABLE trends.things SET TBLPROPERTIES ('delta.appendOnly' = 'true')");
            assertThatThrownBy(stagedTables::makeVisible)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining(
                            "its tables of the vintage 2024-01-01 may mix rows of two runs: publications does not"
                                    + " list it; run it again to list it: ");
        }
        assertThat(vintages()).containsExactly(SECOND);
        session.sql("ALTER TABLE trends.things SET TBLPROPERTIES ('delta.appendOnly' = 'false')");
        requireListedAfterTheNextPublication();
    }

    private void requireListedAfterTheNextPublication() throws Exception {
        publish(FIRST, rows(THINGS, thing("c", 3.0)), rows(OTHERS));
        assertThat(texts(THINGS)).containsExactly("[2024-01-01,c,3.0,RUN]", "[2025-01-01,b,2.0,RUN]");
        assertThat(texts(OTHERS)).containsExactly("[2025-01-01,x,2.0,RUN]");
    }

    @Test
    void aVintageIsUnlistedIfAnotherProcessAddsARow() throws Exception {
        publishBoth();
        Dataset<Row> meddling = session.sql("SELECT 'b' id, 2D size, '" + runId() + "' run_id");
        meddling = meddling.mapPartitions(
                (MapPartitionsFunction<Row, Row>) rows -> {
                    meddle("INSERT INTO trends.others (vintage, id, size, run_id)"
                            + " VALUES (DATE '2024-01-01', 'z', 1D, 'fff')");
                    return rows;
                },
                Encoders.row(meddling.schema()));
        try (TableSink.Staged stagedTables =
                sink().stage(publication(FIRST, rows(OTHERS), new TableRows.Distributed(THINGS, meddling, 1)))) {
            meddleDuringTheWrite();
            assertThatThrownBy(stagedTables::makeVisible)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("table others has 1 rows of the runs [fff], expected 0 of this run")
                    .hasMessageContaining("another process published the vintage meanwhile");
        }
        assertThat(vintages()).containsExactly(SECOND);
        assertThat(texts(THINGS)).containsExactly("[2025-01-01,b,2.0,RUN]");
        requireListedAfterTheNextPublication();
    }

    /** The table has as many rows as expected, but of another run. */
    @Test
    void aVintageIsUnlistedIfAnotherProcessReplacesARow() throws Exception {
        publishBoth();
        Dataset<Row> meddling = session.range(1)
                .mapPartitions(
                        (MapPartitionsFunction<Long, Row>) rows -> {
                            meddle("UPDATE trends.others SET run_id = 'fff' WHERE vintage = DATE '2024-01-01'");
                            return Collections.emptyIterator();
                        },
                        Encoders.row(THINGS.schema()));
        try (TableSink.Staged stagedTables = sink().stage(publication(
                FIRST, rows(OTHERS, thing("y", 1.0)), new TableRows.Distributed(THINGS, meddling, 0)))) {
            meddleDuringTheWrite();
            assertThatThrownBy(stagedTables::makeVisible)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("table others has 1 rows of the runs [fff], expected 1 of this run");
        }
        assertThat(vintages()).containsExactly(SECOND);
        requireListedAfterTheNextPublication();
    }

    /** Without the stage's cached rows, the write computes them again. It meddles after the table others changed. */
    private void meddleDuringTheWrite() {
        session.catalog().clearCache();
        IS_MEDDLING.set(true);
    }

    @Test
    void aTableThatCannotBeReadIsAnErrorOfTheSink() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0)));
        PublishedVintage published = sink().publishedVintages().get(0);
        session.sql("ALTER TABLE trends.things SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name')");
        session.sql("ALTER TABLE trends.things RENAME COLUMN vintage TO day");
        TestSinks.assertThatFails(UserException.Kind.PUBLISHING, () -> published.read(THINGS, row -> true))
                .hasMessageContaining(" cannot be read: ");
    }

    /** Changes a table once, like another process. */
    private static void meddle(String statement) throws InterruptedException {
        if (IS_MEDDLING.getAndSet(false)) {
            // Spark allows no queries from the thread of a task.
            Thread otherThread = new Thread(() -> DeltaTables.SESSION.sql(statement));
            otherThread.start();
            otherThread.join();
        }
    }

    @Test
    void unusableCatalogsAndFormatsAreRefusedBeforeAnythingIsComputed() {
        TestSinks.assertThatFails(UserException.Kind.USAGE, () -> prepare("catalog:absent.trends"))
                .hasMessage(
                        "catalog:absent.trends: Spark knows no catalog absent: give its class as spark.sql.catalog.absent");
        TestSinks.assertThatFails(
                        UserException.Kind.USAGE, () -> prepare("catalog:spark_catalog.trends?location=" + folder))
                .hasMessageContaining("its default format, in which no vintage can be replaced: add ?format=delta");
        TestSinks.assertThatFails(UserException.Kind.USAGE, () -> prepare("catalog:spark_catalog.trends?format=absent"))
                .hasMessageContaining("Failed to find the data source: absent");
        assertThat(DeltaTables.SESSION.catalog().tableExists("trends.publications"))
                .isFalse();
    }

    private static void prepare(String address) {
        DeltaTables.sink(address).prepare();
    }
}
