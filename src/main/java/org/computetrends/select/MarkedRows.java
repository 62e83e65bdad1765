package org.computetrends.select;

import java.util.Objects;
import org.apache.spark.sql.execution.vectorized.ConstantColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.sql.RowMarks;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the {@link RowMarks} of a batch's rows. Optimized for batches from one file with few marks. Not thread-safe.
 */
final class MarkedRows {
    private final RowMarks marks;
    private @Nullable ColumnVector files;
    private @Nullable ColumnVector indices;
    private @Nullable UTF8String file;
    private RowMarks.OfFile ofFile;
    private boolean isOfOneFile;

    /** Rows of the open file from this index to before {@link #plainTo} have no mark. */
    private long plainFrom;

    private long plainTo;

    MarkedRows(RowMarks marks) {
        this.marks = marks;
        this.ofFile = marks.of("");
    }

    /** Opens a batch, by its columns of files and row indices. */
    void open(ColumnVector filesOfBatch, ColumnVector indicesOfBatch) {
        files = filesOfBatch;
        indices = indicesOfBatch;
        isOfOneFile = filesOfBatch.getClass() == ConstantColumnVector.class;
        if (isOfOneFile) {
            openFileOf(0);
        }
    }

    /** The {@linkplain RowMarks.OfFile#number number} of a row. */
    int number(int row) {
        RowMarks.OfFile marks = of(row);
        long index = index(row);
        if (index >= plainFrom && index < plainTo) {
            return RowMarks.FIRST;
        }
        plainFrom = index;
        plainTo = marks.nextMarked(index);
        return plainTo == index ? marks.number(index) : RowMarks.FIRST;
    }

    /** The {@linkplain RowMarks.OfFile#keptRow row kept} instead of a duplicate. */
    @Nullable
    Long keptRow(int row) {
        return of(row).keptRow(index(row));
    }

    private RowMarks.OfFile of(int row) {
        if (!isOfOneFile) {
            openFileOf(row);
        }
        return ofFile;
    }

    private void openFileOf(int row) {
        UTF8String nextFile = Objects.requireNonNull(files, "no batch was opened").getUTF8String(row);
        if (!nextFile.equals(file)) {
            file = nextFile.clone();
            ofFile = marks.of(nextFile.toString());
            plainTo = plainFrom;
        }
    }

    private long index(int row) {
        return Objects.requireNonNull(indices, "no batch was opened").getLong(row);
    }
}
