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

/**
 * A table's rows for one vintage, in the table's schema.
 *
 * @param table the declaration
 * @param rows the rows
 * @param count how many
 */
public record TableRows(Table table, Dataset<Row> rows, long count) {

    /** The rows of records. */
    public static <T> TableRows of(SparkSession session, RecordTable<T> table, List<T> records, String runId) {
        List<Row> rows = new ArrayList<>();
        records.forEach(record -> rows.add(table.toRow(record, runId)));
        return new TableRows(
                table.table(), session.createDataFrame(rows, table.table().schema()), rows.size());
    }

    /** The rows of a dataset that has the table's columns, and perhaps others. */
    public static TableRows of(Table table, Dataset<Row> dataset, long count, String runId) {
        List<Column> columns = new ArrayList<>();
        table.columns()
                .forEach(column ->
                        columns.add(col(column.name()).cast(column.type()).as(column.name())));
        columns.add(lit(runId).as(Table.RUN_ID.name()));
        return new TableRows(table, dataset.select(columns.toArray(Column[]::new)), count);
    }
}
