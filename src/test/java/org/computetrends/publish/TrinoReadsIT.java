package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.computetrends.TestSession;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.TrendConfig;
import org.computetrends.job.TrendJob;
import org.computetrends.table.PublishedTables;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run is published to a REST catalog, to a lake whose catalog is in PostgreSQL, and to PostgreSQL. Trino reads all of these, and
 * the rows are compared with the run's Parquet files, which DuckDB reads. {@code src/faults/clients.sh} downloads Trino.
 */
@EnabledIfSystemProperty(named = "trino", matches = ".+")
class TrinoReadsIT {
    private static final String PUBLICATIONS = "publications";

    private final List<String> different = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void trinoReadsTheSameRowsFromEverySink() throws Exception {
        String database = TestPostgres.newDatabase("clients");
        String catalog = "jdbc:" + TestPostgres.newDatabase("clients_catalog");
        String restAddress = TestRestCatalog.uri();
        Path lake = folder.resolve("lake");
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("input", "data/releases");
        settings.put("output", folder.resolve("out").toString());
        settings.put("catalogs.rest.type", "rest");
        settings.put("catalogs.rest.uri", restAddress);
        settings.put(
                "publishing.sinks",
                "[parquet, \"iceberg:rest.trends\", \"iceberg:" + lake + "?namespace=trends&user=postgres&catalog="
                        + catalog + "\", \"" + database + "?user=postgres\"]");
        TrendConfig config = new ConfigLoader(Optional.empty(), Optional.empty(), settings).load();
        Map<String, Long> rows = new TrendJob(TestSession.get(), config, Clock.systemUTC(), stage -> {})
                .run()
                .tables();
        List<Table> tables = PublishedTables.of(config.metrics());
        Map<Table, List<List<String>>> files = ComparedRows.ofFiles(folder.resolve("out/tables"), tables);
        assertThat(files)
                .allSatisfy((table, read) ->
                        assertThat(read).hasSize(rows.get(table.name()).intValue()));

        TestTrino trino = new TestTrino(
                folder.resolve("trino"),
                Map.of(
                        "rest",
                        """
                        connector.name=iceberg
                        fs.hadoop.enabled=true
                        iceberg.catalog.type=rest
                        iceberg.rest-catalog.uri=%s
                        """.formatted(restAddress),
                        "lake",
                        """
                        connector.name=iceberg
                        fs.hadoop.enabled=true
                        iceberg.catalog.type=jdbc
                        iceberg.jdbc-catalog.catalog-name=compute_trends
                        iceberg.jdbc-catalog.driver-class=org.postgresql.Driver
                        iceberg.jdbc-catalog.connection-url=%s
                        iceberg.jdbc-catalog.connection-user=postgres
                        iceberg.jdbc-catalog.connection-password=none
                        iceberg.jdbc-catalog.default-warehouse-dir=%s
                        """.formatted(catalog, lake.toUri()),
                        "postgres",
                        """
                        connector.name=postgresql
                        connection-url=jdbc:%s
                        connection-user=postgres
                        connection-password=none
                        postgresql.array-mapping=AS_ARRAY
                        """.formatted(database)));
        compareSink("REST", trino, "rest.trends", files);
        compareSink("Iceberg, its catalog in PostgreSQL", trino, "lake.trends", files);
        compareSink("PostgreSQL", trino, "postgres.public", files);
        assertThat(different).isEmpty();
    }

    private void compareSink(String sink, TestTrino trino, String schema, Map<Table, List<List<String>>> files)
            throws Exception {
        Set<String> published = files.keySet().stream().map(Table::name).collect(Collectors.toSet());
        List<String> sinksOwnTables = trino.query(List.of("SHOW TABLES FROM " + schema)).stream()
                .map(row -> row.get("Table").textValue())
                .filter(name -> !published.contains(name))
                .toList();
        // Trino can read these too.
        int ownRows = trino.query(sinksOwnTables.stream()
                        .map(name -> "SELECT * FROM " + schema + "." + name)
                        .toList())
                .size();
        System.out.println(sink + ", its own tables " + sinksOwnTables + ": " + ownRows + " rows");
        if (sinksOwnTables.contains(PUBLICATIONS)) {
            Map<String, String> snapshots = snapshots(trino, schema);
            recordDifferences(
                    sink + ", by the snapshots of publications",
                    files,
                    ComparedRows.ofTrino(
                            trino,
                            files.keySet(),
                            table ->
                                    schema + "." + table.name() + " FOR VERSION AS OF " + snapshots.get(table.name())));
        }
        recordDifferences(
                sink, files, ComparedRows.ofTrino(trino, files.keySet(), table -> schema + "." + table.name()));
    }

    private static Map<String, String> snapshots(TestTrino trino, String schema) throws Exception {
        return trino.query(List.of("SELECT table_name, snapshot_id FROM " + schema + "." + PUBLICATIONS)).stream()
                .collect(Collectors.toMap(
                        row -> row.get("table_name").asText(),
                        row -> row.get("snapshot_id").asText()));
    }

    private void recordDifferences(
            String reading, Map<Table, List<List<String>>> files, Map<Table, List<List<String>>> read) {
        long rows = 0;
        long unequal = 0;
        for (Map.Entry<Table, List<List<String>>> file : files.entrySet()) {
            String table = file.getKey().name();
            List<List<String>> unmatched = ComparedRows.unmatched(file.getValue(), read.get(file.getKey()));
            rows += read.get(file.getKey()).size();
            unequal += unmatched.size();
            if (!unmatched.isEmpty()) {
                different.add(reading + ", " + table + ": " + unmatched.size() + " rows without an equal, such as "
                        + unmatched.get(0));
            }
        }
        System.out.println(
                reading + ": " + files.size() + " tables, " + rows + " rows, " + unequal + " without an equal");
    }
}
