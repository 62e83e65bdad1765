package org.computetrends.select;

import java.util.function.Consumer;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.sql.ColumnBatches;
import org.jspecify.annotations.Nullable;

/**
 * A fold whose reader of batches is created in the task and not serialized: it has large buffers that the driver does
 * not need.
 *
 * @param <F> the fold itself
 */
abstract class TaskFold<F extends TaskFold<F>> implements ColumnBatches.Fold<F> {
    private static final long serialVersionUID = 1L;

    /** The reader of batches, in the task that adds them. */
    private transient @Nullable Consumer<ColumnarBatch> task;

    /** Creates the reader, which adds batches to this fold. */
    abstract Consumer<ColumnarBatch> begin();

    @Override
    public final void add(ColumnarBatch columns) {
        Consumer<ColumnarBatch> reader = task;
        if (reader == null) {
            reader = begin();
            task = reader;
        }
        reader.accept(columns);
    }
}
