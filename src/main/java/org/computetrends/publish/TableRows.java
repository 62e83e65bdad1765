package org.computetrends.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.table.RecordTable;
import org.computetrends.table.Table;

/** The rows to publish in a table for one vintage. They have the columns of {@link Table#schema}. */
public sealed interface TableRows {
    Table table();

    long count();

    Dataset<Row> dataset(SparkSession session);

    /**
     * Rows in the driver's memory.
     *
     * @param rows the rows, whose dates and timestamps are of java.time's types
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

    /** Rows in memory, one for each record, with the run's id. */
    static <T> TableRows of(RecordTable<T> table, List<T> records, String runId) {
        return new InMemory(
                table.table(),
                records.stream().map(record -> table.toRow(record, runId)).toList());
    }

    /** A dataset with the columns of a table only, cast to their declared types, and the run's id. */
    static Dataset<Row> select(Table table, Dataset<Row> dataset, String runId) {
        Stream<Column> columns = table.columns().stream()
                .map(column -> col(column.name()).cast(column.type()).as(column.name()));
        Column runIdColumn = lit(runId).as(Table.RUN_ID.name());
        return dataset.select(Stream.concat(columns, Stream.of(runIdColumn)).toArray(Column[]::new));
    }
}
