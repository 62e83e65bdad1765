package org.computetrends.sql;

import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The rows of a vintage as read, to be folded in batches. An implementation may read them in Spark's tasks or in the
 * driver.
 */
public interface ReleaseRows {
    Dataset<Row> dataset();

    /**
     * Folds the rows.
     *
     * @param columns the names of the columns of batches, in order
     * @param plan shared by all folds
     */
    <P extends Serializable, F extends ColumnBatches.Fold<F>> F fold(
            List<String> columns, P plan, ColumnBatches.Beginning<P, F> beginning);

    /** Rows that Spark's tasks fold. */
    static ReleaseRows of(Supplier<Dataset<Row>> rows) {
        return new ReleaseRows() {
            @Override
            public Dataset<Row> dataset() {
                return rows.get();
            }

            @Override
            public <P extends Serializable, F extends ColumnBatches.Fold<F>> F fold(
                    List<String> columns, P plan, ColumnBatches.Beginning<P, F> beginning) {
                return ColumnBatches.fold(
                        dataset().select(columns.stream().map(functions::col).toArray(Column[]::new)), plan, beginning);
            }
        };
    }
}
