package org.computetrends.select;

import java.util.function.Consumer;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.sql.ColumnBatches;
import org.jspecify.annotations.Nullable;

/**
 * A fold that adds batches through a reader, which has large buffers. Each fold creates its reader for the first batch.
 * The reader is not sent to the driver with the fold, because the driver only merges.
 *
 * @param <F> the fold itself
 */
abstract class TaskFold<F extends TaskFold<F>> implements ColumnBatches.Fold<F> {
    private static final long serialVersionUID = 1L;

    private transient @Nullable Consumer<ColumnarBatch> reader;

    /** Creates a reader that adds each batch to this fold. */
    abstract Consumer<ColumnarBatch> newReader();

    @Override
    public final void add(ColumnarBatch columns) {
        if (reader == null) {
            reader = newReader();
        }
        reader.accept(columns);
    }
}
