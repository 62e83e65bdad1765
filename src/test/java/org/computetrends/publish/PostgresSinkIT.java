package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.UserException;
import org.computetrends.table.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of all sinks, and the further guarantees of PostgreSQL. */
@Tag("slow")
class PostgresSinkIT extends SinkContract {
    private SinkAddress.Postgres address;
    private String url;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeDatabase() throws SQLException {
        url = TestPostgres.newDatabase("contract");
        address = (SinkAddress.Postgres) SinkAddress.parse(url + "?schema=trends&user=postgres");
        execute("CREATE SCHEMA trends", "CREATE TABLE trends.precious AS SELECT 1 AS one");
    }

    @Override
    TableSink sink() {
        return new PostgresPublisher(address, Map.of());
    }

    @Override
    Dataset<Row> read(Table table) {
        return session.read()
                .format("jdbc")
                .option("url", "jdbc:" + url + "?user=postgres")
                .option("dbtable", "trends." + table.name())
                .load()
                .select(TestSinks.columns(table));
    }

    @Override
    List<String> columns(String table) throws SQLException {
        return query("SELECT column_name FROM information_schema.columns WHERE table_schema = 'trends' AND"
                        + " table_name = '"
                        + table + "'")
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    @Override
    List<String> leftovers() throws SQLException {
        assertThat(query("SELECT one FROM trends.precious")).containsExactly(List.of("1"));
        return query("SELECT relname FROM pg_class WHERE relname LIKE '\\_compute\\_trends%'").stream()
                .map(row -> row.get(0))
                .toList();
    }

    @Override
    boolean createForeignTable() throws SQLException {
        execute("CREATE TABLE trends.things (id text, mine integer)");
        return true;
    }

    @Override
    boolean enforcesKeys() {
        return true;
    }

    @Test
    void tablesHaveKeysIndexesAndCommentsAndTheManifestIsBesideThem() throws Exception {
        publish(FIRST, rows(THINGS, thing("a", 1.0)));
        assertThat(query(
                        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'trends.things'::regclass"
                                + " AND contype = 'p'"))
                .containsExactly(List.of("PRIMARY KEY (vintage, id)"));
        assertThat(query("SELECT indexname FROM pg_indexes WHERE tablename = 'things' ORDER BY 1"))
                .containsExactly(List.of("things_pkey"), List.of("things_run_id_idx"));
        assertThat(query("SELECT col_description('trends.things'::regclass, 3)"))
                .containsExactly(List.of(SIZE.meaning()));
        assertThat(query("SELECT vintage, run_id, manifest ->> 'run' FROM trends.compute_trends_manifests"))
                .containsExactly(List.of("2024-01-01", runId(), "1"));
    }

    @Test
    void aTextThatPostgresCannotStoreIsRefusedWithItsColumn() {
        TestSinks.assertThatFails(UserException.Kind.INPUT, () -> publish(FIRST, rows(THINGS, thing("a\0b", 1.0))))
                .hasMessageContaining("table things, column id contains the character NUL (U+0000)")
                .hasMessageContaining("\"a\\0b\"");
    }

    @Test
    void aTaskRetriedAfterSuccessWritesNothing() throws Exception {
        try (Connection connection = server().connect()) {
            PostgresStaging staging = new PostgresStaging(connection, "trends", 10);
            PostgresStaging.Names names = staging.create(FIRST, List.of(THINGS));
            TableRows.Distributed rows = new TableRows.Distributed(
                    THINGS, session.sql("select 'a' id, 1D size, 'abc123' run_id from range(0, 20, 1, 2)"), 20);
            PostgresCopy.write(server(), names, rows, FIRST);
            PostgresCopy.write(server(), names, rows, FIRST);
            assertThat(PostgresServer.queryValue(connection, "SELECT count(*) FROM " + names.stagingTable(THINGS)))
                    .isEqualTo("20");
            PostgresServer.execute(connection, PostgresStaging.dropStatements(names, List.of(THINGS)));
        }
    }

    @Test
    void aMissingOrReadOnlySchemaIsRefusedBeforeAnythingIsComputed() throws Exception {
        assertThatThrownBy(() -> new PostgresPublisher(
                                (SinkAddress.Postgres) SinkAddress.parse(url + "?schema=absent&user=postgres"),
                                Map.of())
                        .prepare())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has no schema absent");
        // The role outlives its database.
        execute(
                "DO $$ BEGIN CREATE ROLE reader LOGIN PASSWORD 's3cret'; EXCEPTION WHEN duplicate_object THEN NULL;"
                        + " END $$",
                "DROP OWNED BY reader",
                "GRANT USAGE ON SCHEMA trends TO reader");
        Path file = Files.writeString(folder.resolve("password"), "s3cret\nnot this\n");
        SinkAddress.Postgres reader =
                (SinkAddress.Postgres) SinkAddress.parse(url + "?schema=trends&user=reader&password-file=" + file);
        assertThatThrownBy(() -> new PostgresPublisher(reader, Map.of()).prepare())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the user reader lacks USAGE or CREATE on it");
    }

    private PostgresServer server() {
        return PostgresServer.of(address, Map.of());
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = server().connect()) {
            PostgresServer.execute(connection, List.of(statements));
        }
    }

    private List<List<String>> query(String sql) throws SQLException {
        try (Connection connection = server().connect()) {
            return PostgresServer.queryRows(connection, sql);
        }
    }
}
