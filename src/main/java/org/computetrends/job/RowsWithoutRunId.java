package org.computetrends.job;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.computetrends.publish.TableRows;
import org.computetrends.table.Table;

/** Rows of a table without their last column, the run's id, which is known only after all stages. */
sealed interface RowsWithoutRunId {
    long count();

    /** These rows, then other rows, which must be of the same class: both in memory or both in Spark. */
    RowsWithoutRunId concat(RowsWithoutRunId otherRows);

    TableRows withRunId(Table table, String runId);

    /** Rows on the driver, in the order of the table's columns. */
    record InMemory(List<Row> rows) implements RowsWithoutRunId {
        public InMemory {
            rows = List.copyOf(rows);
        }

        @Override
        public long count() {
            return rows.size();
        }

        @Override
        public RowsWithoutRunId concat(RowsWithoutRunId otherRows) {
            return new InMemory(Stream.concat(rows.stream(), ((InMemory) otherRows).rows.stream())
                    .toList());
        }

        @Override
        public TableRows withRunId(Table table, String runId) {
            return new TableRows.InMemory(
                    table, rows.stream().map(row -> extended(row, runId)).toList());
        }

        private static Row extended(Row row, String runId) {
            Object[] cells = new Object[row.size() + 1];
            for (int i = 0; i < row.size(); i++) {
                cells[i] = row.get(i);
            }
            cells[row.size()] = runId;
            return RowFactory.create(cells);
        }
    }

    /**
     * Rows in Spark. They have the table's columns in any order, and maybe others.
     *
     * @param rows plans the rows, once the run's id is known; Spark computes them when they are published
     */
    record Distributed(Supplier<Dataset<Row>> rows, long count) implements RowsWithoutRunId {
        @Override
        public RowsWithoutRunId concat(RowsWithoutRunId otherRows) {
            Distributed otherDistributed = (Distributed) otherRows;
            return new Distributed(
                    () -> rows.get().unionByName(otherDistributed.rows.get()), count + otherDistributed.count);
        }

        @Override
        public TableRows withRunId(Table table, String runId) {
            return new TableRows.Distributed(table, TableRows.select(table, rows.get(), runId), count);
        }
    }
}
