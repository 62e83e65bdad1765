package org.computetrends.publish;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.TestSession;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tables of a run on the shipped data are the same in every sink. */
@Tag("slow")
class SameTablesIT {
    private final SparkSession session = TestSession.get();

    @Test
    void everyTableHasTheSameRowsInParquetIcebergAndPostgres() throws Exception {
        Map<String, Long> counts = DbtWarehouse.counts();
        Column isNewest = col(Table.VINTAGE.name()).equalTo(DbtWarehouse.NEWEST);
        IcebergTables tables = new IcebergTables(session, new IcebergLake(session, DbtWarehouse.lake(), Map.of()));
        tables.open();
        long rows = 0;
        for (Table table : DbtWarehouse.TABLES) {
            List<Row> parquet = ordered(DbtWarehouse.parquet(table.name()), table);
            assertThat(parquet).hasSize(counts.get(table.name()).intValue());
            assertThat(ordered(session.table(tables.qualified(table.name())), table))
                    .as(table.name())
                    .isEqualTo(parquet);
            assertThat(ordered(DbtWarehouse.postgres(table.name()).where(isNewest), table))
                    .as(table.name())
                    .isEqualTo(parquet);
            rows += parquet.size();
        }
        System.out.println("Same in Parquet, Iceberg and PostgreSQL: " + DbtWarehouse.TABLES.size() + " tables, " + rows
                + " rows");
    }

    private static List<Row> ordered(Dataset<Row> rows, Table table) {
        Dataset<Row> selectedRows = rows.select(TestSinks.columns(table));
        List<Row> collected = new ArrayList<>(TestSession.collect(selectedRows));
        collected.sort(new KeyOrder(selectedRows.schema(), table.warehouseKey()));
        return collected;
    }
}
