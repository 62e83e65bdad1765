package org.computetrends.publish;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.TestConfig;
import org.computetrends.TestSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.job.ShippedRuns;
import org.computetrends.job.TrendJob;
import org.computetrends.table.PublishedTables;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of a run on the shipped data are equal in every sink. */
class SameTablesIT {
    private final SparkSession session = TestSession.get();

    @TempDir
    private Path folder;

    @Test
    void everyTableOfARunIsTheSameRowByRowInParquetIcebergAndPostgres() throws Exception {
        String postgres = TestPostgres.newDatabase("same");
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("input", ShippedRuns.RELEASES);
        settings.put("output", folder.resolve("out").toString());
        settings.put(
                "publishing.sinks",
                "[parquet, \"" + postgres + "?user=postgres\", \"iceberg:" + folder.resolve("lake") + "\"]");
        settings.putAll(ShippedRuns.FEW_DRAWS);
        TrendConfig config = TestConfig.load(settings);
        TrendJob.Result result = new TrendJob(session, config, Clock.systemUTC(), stage -> {}).run();

        IcebergCatalog catalog = new IcebergCatalog(
                session,
                new IcebergLake(
                        session,
                        (SinkAddress.Iceberg) SinkAddress.parse("iceberg:" + folder.resolve("lake")),
                        Map.of()));
        catalog.open();
        long rows = 0;
        for (Table table : PublishedTables.of(config.metrics())) {
            List<Row> parquet = ordered(
                    session.read()
                            .parquet(
                                    folder.resolve("out/tables/" + table.name()).toString()),
                    table);
            assertThat(parquet).hasSize(result.tables().get(table.name()).intValue());
            assertThat(ordered(session.table(catalog.qualified(table.name())), table))
                    .as(table.name())
                    .isEqualTo(parquet);
            assertThat(ordered(
                            session.read()
                                    .format("jdbc")
                                    .option("url", "jdbc:" + postgres + "?user=postgres")
                                    .option("dbtable", table.name())
                                    .load(),
                            table))
                    .as(table.name())
                    .isEqualTo(parquet);
            rows += parquet.size();
        }
        System.out.println("Same in Parquet, Iceberg and PostgreSQL: "
                + PublishedTables.of(config.metrics()).size() + " tables, " + rows + " rows");
    }

    private static List<Row> ordered(Dataset<Row> rows, Table table) {
        Dataset<Row> selectedRows = rows.select(table.warehouseColumns().stream()
                .map(column -> col(column.name()))
                .toArray(Column[]::new));
        List<Row> collected = new ArrayList<>(TestSession.collect(selectedRows));
        collected.sort(new KeyOrder(selectedRows.schema(), table.warehouseKey()));
        return collected;
    }
}
