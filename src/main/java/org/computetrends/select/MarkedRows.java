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
    private RowMarks.OfFile marksOfFile;
    private boolean isOfOneFile;

    /** Rows of the open file from this index to before {@link #unmarkedTo} have no mark. */
    private long unmarkedFrom;

    private long unmarkedTo;

    MarkedRows(RowMarks marks) {
        this.marks = marks;
        this.marksOfFile = marks.of("");
    }

    /** Opens a batch, by its columns of files and row indices. */
    void open(ColumnVector filesOfBatch, ColumnVector indicesOfBatch) {
        files = filesOfBatch;
        indices = indicesOfBatch;
        // Spark's scan of Parquet files gives the file of a batch as a constant.
        isOfOneFile = filesOfBatch.getClass() == ConstantColumnVector.class;
        if (isOfOneFile) {
            openFileOf(0);
        }
    }

    /** The {@linkplain RowMarks.OfFile#number number} of a row. */
    int number(int row) {
        RowMarks.OfFile fileMarks = marksOfFile(row);
        long index = index(row);
        if (index >= unmarkedFrom && index < unmarkedTo) {
            return RowMarks.FIRST;
        }
        unmarkedFrom = index;
        unmarkedTo = fileMarks.nextMarked(index);
        return unmarkedTo == index ? fileMarks.number(index) : RowMarks.FIRST;
    }

    /** The {@linkplain RowMarks.OfFile#keptRow row kept} instead of a duplicate. */
    @Nullable
    Long keptRow(int row) {
        return marksOfFile(row).keptRow(index(row));
    }

    private RowMarks.OfFile marksOfFile(int row) {
        if (!isOfOneFile) {
            openFileOf(row);
        }
        return marksOfFile;
    }

    private void openFileOf(int row) {
        UTF8String nextFile =
                Objects.requireNonNull(files, "no batch was opened").getUTF8String(row);
        if (!nextFile.equals(file)) {
            file = nextFile.clone();
            marksOfFile = marks.of(nextFile.toString());
            unmarkedTo = unmarkedFrom;
        }
    }

    private long index(int row) {
        return Objects.requireNonNull(indices, "no batch was opened").getLong(row);
    }
}
