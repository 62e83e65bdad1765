package org.computetrends.job;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.computetrends.publish.TableRows;
import org.computetrends.table.Table;

/** Rows of a table before they are assigned to a run: they lack the run id. */
sealed interface StagedRows {
    long count();

    /** These rows and others of the same kind. */
    StagedRows and(StagedRows otherRows);

    TableRows of(Table table, String runId);

    /** Rows on the driver, in the order of the table's columns. */
    record InMemory(List<Row> rows) implements StagedRows {
        public InMemory {
            rows = List.copyOf(rows);
        }

        @Override
        public long count() {
            return rows.size();
        }

        @Override
        public StagedRows and(StagedRows otherRows) {
            return new InMemory(Stream.concat(rows.stream(), ((InMemory) otherRows).rows.stream())
                    .toList());
        }

        @Override
        public TableRows of(Table table, String runId) {
            return new TableRows.InMemory(
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
     * Rows in Spark, possibly with other columns.
     *
     * @param rows the rows, computed when they are published
     */
    record Distributed(Supplier<Dataset<Row>> rows, long count) implements StagedRows {
        @Override
        public StagedRows and(StagedRows otherRows) {
            Distributed otherDistributed = (Distributed) otherRows;
            return new Distributed(
                    () -> rows.get().unionByName(otherDistributed.rows.get()), count + otherDistributed.count);
        }

        @Override
        public TableRows of(Table table, String runId) {
            return new TableRows.Distributed(table, TableRows.select(table, rows.get(), runId), count);
        }
    }
}
