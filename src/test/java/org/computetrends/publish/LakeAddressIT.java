package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.computetrends.TestSession;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake is the same however its address is written, and is found under the name that an earlier version gave it. */
@Tag("slow")
class LakeAddressIT {
    /** Names that earlier versions gave to catalogs of lakes. */
    private static final String OLD = "compute_trends_74f2b416";

    private static final String OTHER = "compute_trends_fd20186f";

    private static final long TABLES = 4; // alpha, delta, said and publications

    private final SparkSession session = TestSession.get();

    @TempDir
    private Path temporary;

    private Path lake;
    private long number;

    @BeforeEach
    void makeLake() throws IOException {
        lake = temporary.toRealPath().resolve("lake");
    }

    @Test
    void allSpellingsOfAFolderAreOneLake() throws Exception {
        Path link = Files.createSymbolicLink(lake.resolveSibling("link"), lake.getParent());
        List<String> spellings = List.of(
                lake.toString(),
                lake + "/",
                "file://" + lake,
                "file:" + lake,
                lake.getParent() + "/./lake",
                lake.getParent() + "/a/../lake",
                "/" + lake,
                Path.of("").toAbsolutePath().relativize(lake).toString(),
                link + "/lake");
        publish(lake.toString());
        for (String spelling : spellings) {
            // This begins a lake if the spelling has none.
            sink(spelling).prepare();
            assertThat(sink(spelling).publishedVintages())
                    .as(spelling)
                    .extracting(PublishedVintage::runId)
                    .containsExactly(SmallTables.runId(number));
        }
        publish(link + "/lake");
        assertThat(catalogs()).containsExactly(Map.entry("compute_trends", TABLES));
        assertThat(lake.resolve("trends/_compute_trends_catalog")).hasContent("compute_trends\n");
        assertThat(rows(lake.toString())).containsExactly(List.of("alpha", number), List.of("delta", number));
        assertThat(sinks(spellings.stream()
                        .map(spelling -> "iceberg:" + spelling)
                        .toArray(String[]::new)))
                .hasSize(1);
    }

    @Test
    void usersAndTheOrderOfParametersMakeNoDifference() throws Exception {
        String url = "jdbc:" + TestPostgres.newDatabase("lakes");
        publish(lake + "?catalog=" + url + "&user=postgres");
        SmallTables.publish(
                new IcebergPublisher(session, destination(lake + "?catalog=" + url, Map.of("PGUSER", "postgres"))),
                SmallTables.FIRST_VINTAGE,
                ++number);
        publish(lake + "/?user=postgres&namespace=trends&catalog=" + url);
        try (Connection connection = DriverManager.getConnection(url + "?user=postgres")) {
            assertThat(PostgresServer.queryRows(connection, "SELECT DISTINCT catalog_name FROM iceberg_tables"))
                    .containsExactly(List.of("compute_trends"));
        }
        assertThatThrownBy(() -> publish(lake.resolveSibling("elsewhere") + "?catalog=" + url + "&user=postgres"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "the namespace trends of the catalog compute_trends in " + url.replace("/lakes", ""))
                .hasMessageContaining("has its tables elsewhere, as " + lake);
        assertThatThrownBy(() -> sinks("iceberg:" + lake, "iceberg:" + lake + "/?user=postgres&catalog=" + url))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is named in two databases, jdbc:sqlite:" + lake + "/catalog.db and " + url);
        assertThatThrownBy(() -> publish(lake.toString()))
                .as("another database, which has none of these tables")
                .isInstanceOf(UserException.class)
                .hasMessageContaining("names the catalog compute_trends, but in jdbc:sqlite:" + lake
                        + "/catalog.db this catalog has no tables in the folder");
    }

    @Test
    void aLakeOfAnEarlierVersionKeepsItsName() throws Exception {
        publish(lake.toString());
        renameTo(OLD);
        assertThat(sink(lake + "/").publishedVintages()).hasSize(1);
        publish("file://" + lake);
        publish(lake.toString());
        assertThat(catalogs()).containsExactly(Map.entry(OLD, TABLES));
        assertThat(lake.resolve("trends/_compute_trends_catalog")).hasContent(OLD + "\n");
        assertThat(rows(lake.toString())).containsExactly(List.of("alpha", number), List.of("delta", number));
    }

    @Test
    void twoLakesInOneFolderAreRefusedUntilOneIsAdopted() throws Exception {
        publish(lake.toString());
        renameTo(OTHER);
        // A leftover of a killed run of an earlier version, which used both lakes.
        Path remains = Files.createDirectories(lake.resolve("trends/alpha/data/run-1-00000001"));
        Files.writeString(remains.resolve("rows.parquet"), "rows of the other");
        Map<String, String> otherFiles = files();
        execute(
                "CREATE TABLE kept AS SELECT * FROM iceberg_tables",
                "DELETE FROM iceberg_tables",
                "DELETE FROM iceberg_namespace_properties");
        publish(lake.toString());
        renameTo(OLD);
        execute("INSERT INTO iceberg_tables SELECT * FROM kept");

        for (String spelling : List.of(lake.toString(), lake + "/")) {
            TestSinks.assertThatFails(
                            UserException.Kind.USAGE, () -> sink(spelling).prepare())
                    .hasMessageContaining("has the tables of 2 catalogs, ")
                    .hasMessageContaining(OLD + " (4 tables) and " + OTHER + " (4 tables)")
                    .hasMessageContaining("&adopt=" + OLD + " or &adopt=" + OTHER)
                    .hasMessageEndingWith("; the others stay as they are");
        }
        assertThatThrownBy(() -> sink(lake + "?adopt=compute_trends").prepare())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("adopt=compute_trends: ")
                .hasMessageContaining("has no catalog compute_trends with tables in ");
        publish(lake + "?adopt=" + OLD);
        // No adopt is needed from now on. A run that fails with all its tables staged changes nothing.
        try (TableSink.Staged stagedTables =
                sink(lake.toString()).stage(SmallTables.publication(SmallTables.FIRST_VINTAGE, ++number))) {
            TestSinks.requireStaged(stagedTables);
        }
        publish(lake.toString());
        assertThat(rows(lake.toString())).containsExactly(List.of("alpha", number), List.of("delta", number));
        assertThat(catalogs()).containsExactly(Map.entry(OLD, TABLES), Map.entry(OTHER, TABLES));
        assertThat(files()).as("files of the other").containsAllEntriesOf(otherFiles);
    }

    @Test
    void aRemoteFolderNeedsACatalog() {
        assertThatThrownBy(() -> destination("hdfs://127.0.0.1:1/lake", Map.of()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("iceberg:hdfs://127.0.0.1:1/lake is not on this machine and has no catalog");
    }

    private IcebergLake destination(String place, Map<String, String> environment) {
        return new IcebergLake(session, (SinkAddress.Iceberg) SinkAddress.parse("iceberg:" + place), environment);
    }

    private TableSink sink(String place) {
        return new IcebergPublisher(session, destination(place, Map.of()));
    }

    private List<TableSink> sinks(String... addresses) {
        return new Sinks(session, temporary.resolve("out").toString(), "in", 1000, Map.of(), Map.of())
                .create(Stream.of(addresses).map(SinkAddress::parse).toList());
    }

    private void publish(String place) {
        SmallTables.publish(sink(place), SmallTables.FIRST_VINTAGE, ++number);
    }

    /** The publication that wrote the rows of two tables. */
    private List<List<Object>> rows(String place) throws Exception {
        IcebergTables tables = new IcebergTables(session, destination(place, Map.of()));
        tables.open();
        return Stream.of("alpha", "delta")
                .map(table -> List.<Object>of(
                        table,
                        session.table(tables.qualified(table))
                                .select("publication")
                                .distinct()
                                .first()
                                .getLong(0)))
                .toList();
    }

    /** Turns the lake into one of an earlier version: another name, no location of the namespace, no marker. */
    private void renameTo(String name) throws Exception {
        execute(
                "UPDATE iceberg_tables SET catalog_name = '" + name + "'",
                "DELETE FROM iceberg_namespace_properties WHERE property_key = 'location'",
                "UPDATE iceberg_namespace_properties SET catalog_name = '" + name + "'");
        Files.delete(lake.resolve("trends/_compute_trends_catalog"));
    }

    /** The number of tables of each catalog in the database. */
    private Map<String, Long> catalogs() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + lake + "/catalog.db")) {
            return PostgresServer.queryRows(connection, "SELECT catalog_name FROM iceberg_tables").stream()
                    .collect(Collectors.groupingBy(row -> row.get(0), TreeMap::new, Collectors.counting()));
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + lake + "/catalog.db")) {
            PostgresServer.execute(connection, List.of(statements));
        }
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(lake.resolve("trends"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.toString(), java.util.Arrays.toString(Files.readAllBytes(file)));
            }
        }
        return files;
    }
}
