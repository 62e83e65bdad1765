package org.computetrends.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.table.RecordTable;
import org.computetrends.table.Table;

/** The rows of a table to publish for one vintage, in the schema of the table without the column {@code vintage}. */
public sealed interface TableRows {
    Table table();

    long count();

    Dataset<Row> dataset(SparkSession session);

    /**
     * Rows in the driver's memory.
     *
     * @param rows the rows, with java.time types for dates and timestamps
     */
    record InMemory(Table table, List<Row> rows) implements TableRows {
        public InMemory {
            rows = List.copyOf(rows);
        }

        @Override
        public long count() {
            return rows.size();
        }

        @Override
        public Dataset<Row> dataset(SparkSession session) {
            return session.createDataFrame(rows, table.schema());
        }
    }

    /**
     * Rows in a dataset, for tables that may not fit in the driver's memory.
     *
     * @param count the number of rows, known before they are written
     */
    record Distributed(Table table, Dataset<Row> rows, long count) implements TableRows {
        @Override
        public Dataset<Row> dataset(SparkSession session) {
            return rows;
        }
    }

    /** Rows in memory, made from records and the run's id. */
    static <T> TableRows of(RecordTable<T> table, List<T> records, String runId) {
        return new InMemory(
                table.table(),
                records.stream().map(item -> table.toRow(item, runId)).toList());
    }

    /**
     * Selects the table's columns from a dataset that may have others, casts them to their types, and adds the run's
     * id.
     */
    static Dataset<Row> select(Table table, Dataset<Row> dataset, String runId) {
        List<Column> columns = new ArrayList<>();
        table.columns()
                .forEach(column ->
                        columns.add(col(column.name()).cast(column.type()).as(column.name())));
        columns.add(lit(runId).as(Table.RUN_ID.name()));
        return dataset.select(columns.toArray(Column[]::new));
    }
}
