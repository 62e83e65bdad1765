package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.computetrends.TestConfig;
import org.computetrends.TestSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.job.TrendJob;
import org.computetrends.table.PublishedTables;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run published to a REST catalog, to a lake with its catalog in PostgreSQL, and to PostgreSQL. Trino reads these,
 * and DuckDB the run's Parquet files; all must be equal. {@code src/faults/clients.sh} downloads Trino.
 */
@EnabledIfSystemProperty(named = "trino", matches = ".+")
class TrinoReadsIT {
    private static final String PUBLICATIONS = "publications";

    private final List<String> different = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void trinoReadsEveryTableOfEverySinkAsTheRunsFilesHaveThem() throws Exception {
        String database = TestPostgres.newDatabase("clients");
        String catalog = "jdbc:" + TestPostgres.newDatabase("clients_catalog");
        String restText = TestRestCatalog.uri();
        Path lake = folder.resolve("lake");
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("input", "data/releases");
        settings.put("output", folder.resolve("out").toString());
        settings.put("catalogs.rest.type", "rest");
        settings.put("catalogs.rest.uri", restText);
        settings.put(
                "publishing.sinks",
                "[parquet, \"iceberg:rest.trends\", \"iceberg:" + lake + "?namespace=trends&user=postgres&catalog="
                        + catalog + "\", \"" + database + "?user=postgres\"]");
        TrendConfig config = TestConfig.load(settings);
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
                        """.formatted(restText),
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
        compare("REST", trino, "rest.trends", files);
        compare("Iceberg, its catalog in PostgreSQL", trino, "lake.trends", files);
        compare("PostgreSQL", trino, "postgres.public", files);
        assertThat(different).isEmpty();
    }

    private void compare(String sink, TestTrino trino, String schema, Map<Table, List<List<String>>> files)
            throws Exception {
        Set<String> published = files.keySet().stream().map(Table::name).collect(Collectors.toSet());
        List<String> ownTexts = trino.query(List.of("SHOW TABLES FROM " + schema)).stream()
                .map(row -> row.get("Table").textValue())
                .filter(name -> !published.contains(name))
                .toList();
        int ownRows = trino.query(ownTexts.stream()
                        .map(name -> "SELECT * FROM " + schema + "." + name)
                        .toList())
                .size();
        System.out.println(sink + ", its own tables " + ownTexts + ": " + ownRows + " rows");
        if (ownTexts.contains(PUBLICATIONS)) {
            Map<String, String> snapshots =
                    trino.query(List.of("SELECT table_name, snapshot_id FROM " + schema + "." + PUBLICATIONS)).stream()
                            .collect(Collectors.toMap(
                                    row -> row.get("table_name").asText(),
                                    row -> row.get("snapshot_id").asText()));
            compare(
                    sink + ", by the snapshots of publications",
                    files,
                    ComparedRows.ofTrino(
                            trino,
                            files.keySet(),
                            table ->
                                    schema + "." + table.name() + " FOR VERSION AS OF " + snapshots.get(table.name())));
        }
        compare(sink, files, ComparedRows.ofTrino(trino, files.keySet(), table -> schema + "." + table.name()));
    }

    private void compare(String reading, Map<Table, List<List<String>>> files, Map<Table, List<List<String>>> read) {
        long rows = 0;
        long unequal = 0;
        for (Map.Entry<Table, List<List<String>>> file : files.entrySet()) {
            String table = file.getKey().name();
            List<List<String>> left = ComparedRows.withoutEqual(file.getValue(), read.get(file.getKey()));
            rows += read.get(file.getKey()).size();
            unequal += left.size();
            if (!left.isEmpty()) {
                different.add(
                        reading + ", " + table + ": " + left.size() + " rows without an equal, such as " + left.get(0));
            }
        }
        System.out.println(
                reading + ": " + files.size() + " tables, " + rows + " rows, " + unequal + " without an equal");
    }
}
