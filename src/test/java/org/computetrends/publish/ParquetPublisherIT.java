package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.TestSession;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetPublisherIT {
    private static final Table TABLE = new Table(
            "things",
            "A thing.",
            List.of("id"),
            List.of(
                    new Column("id", DataTypes.StringType, false, "Its id."),
                    new Column("size", DataTypes.DoubleType, true, "Its size.")));
    private static final Table OTHER = new Table("others", "Another.", TABLE.key(), TABLE.columns());
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final LocalDate SECOND = LocalDate.of(2025, 1, 1);

    private final SparkSession session = TestSession.get();

    @TempDir
    private Path output;

    @Test
    void onePointerLeadsToTablesAndManifest() throws IOException {
        publish(1, FIRST, "('b', 2.0), ('a', 1.0)");
        assertThat(rows()).containsExactly("a 1.0 2024-01-01 run", "b 2.0 2024-01-01 run");
        assertThat(output.resolve("manifest.json")).hasContent("manifest of 1");
        assertThat(Files.readSymbolicLink(output.resolve("current"))).isEqualTo(Path.of("versions", nameOf(1)));
        try (Stream<Path> files = Files.list(output.resolve("tables/things/vintage=2024-01-01"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactly("things-" + nameOf(1) + ".parquet");
        }
    }

    @Test
    void aRunReplacesItsVintageAndLeavesTheOthers() {
        publish(1, FIRST, "('a', 1.0)");
        publish(2, SECOND, "('a', 10.0), ('b', 20.0)");
        publish(3, SECOND, "('c', 30.0)");
        assertThat(rows()).containsExactly("a 1.0 2024-01-01 run", "c 30.0 2025-01-01 run");
    }

    @Test
    void onlyTheCurrentVersionAndTheOneBeforeItAreKept() throws IOException {
        publish(1, FIRST, "('a', 1.0)");
        publish(2, FIRST, "('a', 2.0)");
        publish(3, FIRST, "('a', 3.0)");
        try (Stream<Path> versions = Files.list(output.resolve("versions"))) {
            assertThat(versions.map(version -> version.getFileName().toString()))
                    .containsExactlyInAnyOrder(nameOf(2), nameOf(3));
        }
    }

    @Test
    void thePreviousVersionStaysWhileTheNextIsStaged() {
        publish(1, FIRST, "('a', 1.0)");
        publish(2, FIRST, "('a', 2.0)");
        Publication next = new Publication(startOf(3), "a3", FIRST, List.of(rowsOf("('a', 3.0)")), "");
        try (TableSink.Staged stagedTables = publisher().stage(next)) {
            assertThat(output.resolve("versions/" + nameOf(1))).exists();
            stagedTables.makeVisible();
        }
        assertThat(output.resolve("versions/" + nameOf(1))).doesNotExist();
    }

    @Test
    void aFailedRunLeavesThePreviousTablesAndTheNextRemovesItsLeftovers() throws IOException {
        publish(1, FIRST, "('a', 1.0)");
        Dataset<Row> failing = session.sql("select 'x' id, cast(raise_error('torn') as double) size, 'run' run_id");
        Publication torn = new Publication(
                startOf(2),
                "a2",
                FIRST,
                List.of(rowsOf("('b', 1.0)"), new TableRows.Distributed(OTHER, failing, 1)),
                "");
        assertThatThrownBy(() -> publisher().stage(torn))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("failed, the previous tables are unchanged: ")
                .hasMessageContaining("torn");
        assertThat(rows()).containsExactly("a 1.0 2024-01-01 run");
        assertThat(output.resolve("versions/" + nameOf(2))).exists();
        publish(3, FIRST, "('c', 3.0)");
        assertThat(rows()).containsExactly("c 3.0 2024-01-01 run");
        assertThat(output.resolve("versions/" + nameOf(2))).doesNotExist();
    }

    @Test
    void manyRowsMakeSeveralFilesEachOrderedByKey() throws IOException {
        Dataset<Row> rows = session.sql("select cast(129 - id as string) id, 1.0D size, 'run' run_id from range(30)");
        TestSinks.publish(
                new ParquetPublisher(session, output.toString(), 10),
                new Publication(startOf(1), "a1", FIRST, List.of(new TableRows.Distributed(TABLE, rows, 30)), ""));
        List<String> ids = new ArrayList<>();
        for (int file = 0; file < 3; file++) {
            List<String> idsOfFile = session
                    .read()
                    .parquet(output.resolve("tables/things/vintage=2024-01-01/things-" + nameOf(1) + "-0000" + file
                                    + ".parquet")
                            .toString())
                    .collectAsList()
                    .stream()
                    .map(row -> row.<String>getAs("id"))
                    .toList();
            assertThat(idsOfFile).isNotEmpty().isSorted();
            ids.addAll(idsOfFile);
        }
        assertThat(ids)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(100, 130).mapToObj(Integer::toString).toList());
    }

    @Test
    void aForeignFolderIsNotOverwritten() throws IOException {
        Files.createDirectories(output.resolve("tables"));
        assertThatThrownBy(() -> publish(1, FIRST, "('a', 1.0)"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("failed, the previous tables are unchanged")
                .hasMessageContaining("tables is in the way: it was not made by compute-trends");
    }

    @Test
    void thePageAppearsWithItsTablesAndCanBeReplaced() throws IOException {
        publish(1, FIRST, "('a', 1.0)");
        assertThat(output.resolve("report/index.html")).hasContent("page of manifest of 1");
        publish(2, FIRST, "('a', 2.0)");
        assertThat(output.resolve("report/index.html")).hasContent("page of manifest of 2");
        try (TableSink.Staged again =
                ReportFolder.openCurrent(session.sparkContext().hadoopConfiguration(), output.toString())) {
            again.reportFolder().ifPresent(folder -> folder.put("newer page of " + folder.manifest()));
            again.makeVisible();
        }
        assertThat(output.resolve("report/index.html")).hasContent("newer page of manifest of 2");
        assertThat(rows()).containsExactly("a 2.0 2024-01-01 run");
    }

    @Test
    void aPageIsNotVisibleBeforeItsTables() {
        publish(1, FIRST, "('a', 1.0)");
        Publication next = new Publication(startOf(2), "a2", FIRST, List.of(rowsOf("('a', 2.0)")), "");
        try (TableSink.Staged stagedTables = publisher().stage(next)) {
            stagedTables.reportFolder().ifPresent(folder -> folder.put("next page"));
            assertThat(output.resolve("versions/" + nameOf(2) + "/report/index.html"))
                    .hasContent("next page");
            assertThat(output.resolve("report/index.html")).hasContent("page of manifest of 1");
        }
        assertThat(output.resolve("report/index.html")).hasContent("page of manifest of 1");
    }

    @Test
    void aPageWithoutPublishedTablesIsRefused() {
        Path emptyPath = output.resolve("nothing");
        assertThatThrownBy(() ->
                        ReportFolder.openCurrent(session.sparkContext().hadoopConfiguration(), emptyPath.toString()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has no published tables: 'compute-trends run' publishes them");
    }

    @Test
    void anOutputWithoutPublicationsHasNoVintageToRetire() {
        assertThatThrownBy(() -> publisher().stageRetirement(new Retirement(startOf(1), FIRST)))
                .isInstanceOf(UserException.class)
                .hasMessage("no vintage 2024-01-01 to retire: " + output + " has none");
    }

    @Test
    void foreignFoldersAmongTheVersionsAreKept() throws IOException {
        Path precious = Files.createDirectories(output.resolve("versions/precious"));
        publish(1, FIRST, "('a', 1.0)");
        publish(2, FIRST, "('a', 2.0)");
        assertThat(precious).exists();
    }

    @Test
    void anOutputInsideTheInputIsRefused() {
        String input = output.toString();
        for (String inside : List.of(input, input + "/out", input + "/a/../b")) {
            assertThatThrownBy(() -> new ParquetPublisher(session, inside, 10).requireUsable(input))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("is, or is inside, the input " + input);
        }
        new ParquetPublisher(session, input + "-tables", 10).requireUsable(input);
    }

    private ParquetPublisher publisher() {
        return new ParquetPublisher(session, output.toString(), 1000);
    }

    /** Each version begins a second after the one before. */
    private static Instant startOf(int version) {
        return Instant.EPOCH.plusSeconds(version);
    }

    private static String nameOf(int version) {
        return "19700101T00000" + version + "000Z-a" + version;
    }

    /** Publishes a version with a page whose text names its manifest. */
    private void publish(int version, LocalDate vintage, String values) {
        try (TableSink.Staged stagedTables = publisher()
                .stage(new Publication(
                        startOf(version), "a" + version, vintage, List.of(rowsOf(values)), "manifest of " + version))) {
            stagedTables.reportFolder().ifPresent(folder -> folder.put("page of " + folder.manifest()));
            stagedTables.makeVisible();
        }
    }

    private TableRows rowsOf(String values) {
        Dataset<Row> rows = session.sql(
                "select id, cast(size as double) size, 'run' run_id from values " + values + " as t(id, size)");
        return new TableRows.Distributed(TABLE, rows, 2);
    }

    private List<String> rows() {
        session.catalog().clearCache();
        return session
                .read()
                .parquet(output.resolve("tables/things").toString())
                .orderBy("vintage", "id")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0) + " " + row.getDouble(1) + " " + row.<LocalDate>getAs("vintage") + " "
                        + row.<String>getAs("run_id"))
                .toList();
    }
}
