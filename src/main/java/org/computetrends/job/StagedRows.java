package org.computetrends.job;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.computetrends.publish.TableRows;
import org.computetrends.table.Table;

/** Rows of a table before they belong to a run: they have the table's columns, and no run's id. */
sealed interface StagedRows {

    /** How many there are. */
    long count();

    /** These and others, found in the same way. */
    StagedRows and(StagedRows others);

    /** The rows as a run's. */
    TableRows of(Table table, String runId);

    /**
     * Rows that the driver holds, in the order of the table's columns.
     *
     * @param rows the rows
     */
    record Held(List<Row> rows) implements StagedRows {
        public Held {
            rows = List.copyOf(rows);
        }

        @Override
        public long count() {
            return rows.size();
        }

        @Override
        public StagedRows and(StagedRows others) {
            return new Held(
                    Stream.concat(rows.stream(), ((Held) others).rows.stream()).toList());
        }

        @Override
        public TableRows of(Table table, String runId) {
            return new TableRows.Held(
                    table, rows.stream().map(row -> withRun(row, runId)).toList());
        }

        private static Row withRun(Row row, String runId) {
            Object[] cells = new Object[row.size() + 1];
            for (int i = 0; i < row.size(); i++) {
                cells[i] = row.get(i);
            }
            cells[row.size()] = runId;
            return RowFactory.create(cells);
        }
    }

    /**
     * Rows that Spark holds, with other columns perhaps.
     *
     * @param rows the rows, planned where they are published
     * @param count how many
     */
    record Distributed(Supplier<Dataset<Row>> rows, long count) implements StagedRows {
        @Override
        public StagedRows and(StagedRows others) {
            Distributed more = (Distributed) others;
            return new Distributed(() -> rows.get().unionByName(more.rows.get()), count + more.count);
        }

        @Override
        public TableRows of(Table table, String runId) {
            return new TableRows.Distributed(table, TableRows.select(table, rows.get(), runId), count);
        }
    }
}
