package org.computetrends.sql;

import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The rows of a vintage as read, to be folded in batches: by Spark's tasks, or by the driver for small inputs, as in
 * {@code ingest.LocalRows}.
 */
public interface ReleaseRows {
    Dataset<Row> dataset();

    /**
     * Folds the rows, as {@link ColumnBatches#fold(Dataset, Serializable, ColumnBatches.TaskFactory)} does.
     *
     * @param columns the names of the columns that batches have, in order
     */
    <P extends Serializable, F extends ColumnBatches.Fold<F>> F fold(
            List<String> columns, P plan, ColumnBatches.TaskFactory<P, F> factory);

    /**
     * Rows that Spark's tasks fold.
     *
     * @param rows creates the dataset; called only when rows are read, possibly more than once
     */
    static ReleaseRows of(Supplier<Dataset<Row>> rows) {
        return new ReleaseRows() {
            @Override
            public Dataset<Row> dataset() {
                return rows.get();
            }

            @Override
            public <P extends Serializable, F extends ColumnBatches.Fold<F>> F fold(
                    List<String> columns, P plan, ColumnBatches.TaskFactory<P, F> factory) {
                return ColumnBatches.fold(
                        dataset().select(columns.stream().map(functions::col).toArray(Column[]::new)), plan, factory);
            }
        };
    }
}
