package org.computetrends.select;

import java.util.function.Consumer;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.sql.ColumnBatches;
import org.jspecify.annotations.Nullable;

/** A fold with state that is used only while it reads batches and is not sent to the driver. */
abstract class TaskFold<F extends TaskFold<F>> implements ColumnBatches.Fold<F> {
    private static final long serialVersionUID = 1L;

    /** Present only while rows are added. */
    private transient @Nullable Consumer<ColumnarBatch> task;

    abstract Consumer<ColumnarBatch> begin();

    @Override
    public final void add(ColumnarBatch columns) {
        Consumer<ColumnarBatch> current = task;
        if (current == null) {
            current = begin();
            task = current;
        }
        current.accept(columns);
    }
}
