package org.computetrends.select;

import java.util.Objects;
import org.apache.spark.sql.execution.vectorized.ConstantColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.sql.RowMarks;
import org.jspecify.annotations.Nullable;

/** Looks up the {@link RowMarks} of a batch's rows. Fast for batches from one file with few marks. Not thread-safe. */
final class MarkedRows {
    private final RowMarks marks;

    // By row of the batch: the row's file, and its index in the file.
    private @Nullable ColumnVector files;
    private @Nullable ColumnVector indices;

    /** Whether all rows of the batch are from one file. */
    private boolean isOfOneFile;

    /** The file of the last row looked up. {@link #marksOfFile} are the marks of its rows. */
    private @Nullable UTF8String file;

    private RowMarks.OfFile marksOfFile;

    /** The rows of {@link #file} from this index, up to and excluding {@link #unmarkedTo}, are known to be unmarked. */
    private long unmarkedFrom;

    private long unmarkedTo;

    MarkedRows(RowMarks marks) {
        this.marks = marks;
        this.marksOfFile = marks.ofFile("");
    }

    /** Opens a batch, by its columns of files and row indices. */
    void open(ColumnVector filesOfBatch, ColumnVector indicesOfBatch) {
        files = filesOfBatch;
        indices = indicesOfBatch;
        // In batches from Parquet files, the column of files is a constant. A subclass may have a value for each row.
        isOfOneFile = filesOfBatch.getClass() == ConstantColumnVector.class;
        if (isOfOneFile) {
            openFileOf(0);
        }
    }

    /** The {@linkplain RowMarks.OfFile#number number} of a row. Fast if rows are looked up in the order of the file. */
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

    /** See {@link RowMarks.OfFile#keptRow}. */
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
            marksOfFile = marks.ofFile(nextFile.toString());
            unmarkedTo = unmarkedFrom; // empties the range, which was of another file
        }
    }

    private long index(int row) {
        return Objects.requireNonNull(indices, "no batch was opened").getLong(row);
    }
}
