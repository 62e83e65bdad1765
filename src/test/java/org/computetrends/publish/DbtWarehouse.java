package org.computetrends.publish;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.TestConfig;
import org.computetrends.TestSession;
import org.computetrends.job.ShippedRuns;
import org.computetrends.job.TrendJob;
import org.computetrends.table.PublishedTables;
import org.computetrends.table.Table;

/**
 * Two shipped vintages, published once for the tests of dbt and of sinks: to PostgreSQL, and to Parquet, from which
 * DuckDB has copies. Both databases have dbt's models as views. The newest vintage is in Iceberg too.
 */
final class DbtWarehouse {
    static final String OLDER = "2025-06-20";
    static final String NEWEST = "2026-08-19";
    static final List<Table> TABLES = PublishedTables.of(TestConfig.load().metrics());

    private static final Path FOLDER = folder();
    private static String database = "";
    private static Map<String, Long> counts = Map.of();
    private static Connection duckDb;
    private static Connection postgres;

    private DbtWarehouse() {}

    /** DuckDB, whose tables are copies of the Parquet files. */
    static synchronized Connection duckDb() throws Exception {
        publish();
        return duckDb;
    }

    /** Both databases. */
    static synchronized List<Connection> all() throws Exception {
        publish();
        return List.of(postgres, duckDb);
    }

    /** The number of rows of each table that the newest run published. */
    static synchronized Map<String, Long> counts() throws Exception {
        publish();
        return counts;
    }

    /** The newest vintage in Iceberg. */
    static SinkAddress.Iceberg lake() {
        return (SinkAddress.Iceberg) SinkAddress.parse("iceberg:" + FOLDER.resolve("lake"));
    }

    /** A table in PostgreSQL as Spark reads it. */
    static Dataset<Row> postgres(String table) {
        return TestSession.get()
                .read()
                .format("jdbc")
                .option("url", "jdbc:" + database + "?user=postgres")
                .option("dbtable", DbtProject.source(table))
                .load();
    }

    /** The page of the newest run. */
    static String page() throws IOException {
        return Files.readString(FOLDER.resolve("out/report/index.html"));
    }

    /** A table of the newest vintage as Spark reads it. */
    static Dataset<Row> parquet(String table) {
        Path folder = FOLDER.resolve("out/tables/" + table);
        return TestSession.get()
                .read()
                .option("basePath", folder.toString())
                .parquet(folder.resolve("vintage=" + NEWEST).toString());
    }

    /** The number of a table's rows of a vintage, by Spark. */
    static long count(String table, String vintage) {
        return TestSession.get()
                .read()
                .parquet(FOLDER.resolve("out/tables/" + table).toString())
                .where(col("vintage").equalTo(vintage))
                .count();
    }

    private static void publish() throws Exception {
        if (duckDb != null) {
            return;
        }
        database = TestPostgres.newDatabase("dbt");
        Connection postgresConnection = DriverManager.getConnection("jdbc:" + database + "?user=postgres");
        Connection duckDbConnection = DriverManager.getConnection("jdbc:duckdb:");
        for (Connection connection : List.of(postgresConnection, duckDbConnection)) {
            execute(connection, "CREATE SCHEMA " + DbtProject.SOURCES);
            execute(connection, "CREATE SCHEMA " + DbtProject.MODELS);
        }
        String sinks = "parquet, \"" + database + "?user=postgres&schema=" + DbtProject.SOURCES + "\"";
        run(OLDER, sinks);
        counts = run(NEWEST, sinks + ", \"" + lake() + "\"");
        for (Table table : TABLES) {
            execute(
                    duckDbConnection,
                    "CREATE TABLE " + DbtProject.source(table.name()) + " AS SELECT * FROM read_parquet('"
                            + FOLDER.resolve("out/tables/" + table.name())
                            + "/*/*.parquet', hive_partitioning = true, union_by_name = true)");
        }
        for (Connection connection : List.of(postgresConnection, duckDbConnection)) {
            for (String model : DbtProject.models()) {
                execute(connection, "CREATE VIEW " + DbtProject.ref(model) + " AS " + DbtProject.model(model));
            }
        }
        postgres = postgresConnection;
        duckDb = duckDbConnection;
    }

    private static Map<String, Long> run(String vintage, String sinks) {
        Map<String, String> settings = new HashMap<>(ShippedRuns.FEW_DRAWS);
        settings.putAll(Map.of(
                "input",
                "data/releases",
                "vintage",
                vintage,
                "output",
                FOLDER.resolve("out").toString(),
                "publishing.sinks",
                "[" + sinks + "]"));
        return new TrendJob(TestSession.get(), TestConfig.load(settings), Clock.systemUTC(), stage -> {})
                .run()
                .tables();
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("dbt");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> FileUtils.deleteQuietly(folder.toFile())));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<Map<String, Object>> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<Map<String, Object>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, Object> row = new TreeMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.put(
                            result.getMetaData().getColumnLabel(i),
                            plain(result.getObject(i), result.getMetaData().getColumnTypeName(i)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** Dates as texts, timestamps as instants: drivers return different types. Those without a zone are in UTC. */
    private static Object plain(Object value, String type) {
        if (value instanceof Date || value instanceof LocalDate) {
            return value.toString();
        }
        if (value instanceof Timestamp timestamp) {
            return type.equals("TIMESTAMP")
                    ? timestamp.toLocalDateTime().toInstant(ZoneOffset.UTC)
                    : timestamp.toInstant();
        }
        return value instanceof OffsetDateTime time ? time.toInstant() : value;
    }
}
