package org.computetrends.select;

import java.util.Objects;
import org.apache.spark.sql.execution.vectorized.ConstantColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.sql.RowMarks;
import org.jspecify.annotations.Nullable;

/** The marks of the rows of a batch. Most batches come from one file; its marks are looked up once. */
final class MarkedRows {
    private final RowMarks marks;
    private @Nullable ColumnVector files;
    private @Nullable ColumnVector indices;
    private @Nullable UTF8String file;
    private RowMarks.OfFile ofFile;
    private boolean isOfOneFile;

    /** No row of the open file from this one to before {@link #plainTo} is marked. */
    private long plainFrom;

    private long plainTo;

    MarkedRows(RowMarks marks) {
        this.marks = marks;
        this.ofFile = marks.of("");
    }

    void open(ColumnVector filesOfBatch, ColumnVector indicesOfBatch) {
        files = filesOfBatch;
        indices = indicesOfBatch;
        isOfOneFile = filesOfBatch.getClass() == ConstantColumnVector.class;
        if (isOfOneFile) {
            openFileOf(0);
        }
    }

    /** See {@link RowMarks.OfFile#number}. */
    int number(int row) {
        RowMarks.OfFile known = of(row);
        long index = index(row);
        if (index >= plainFrom && index < plainTo) {
            return RowMarks.FIRST;
        }
        plainFrom = index;
        plainTo = known.nextMarked(index);
        return plainTo == index ? known.number(index) : RowMarks.FIRST;
    }

    /** See {@link RowMarks.OfFile#keptRow}. */
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
        UTF8String next = Objects.requireNonNull(files, "no batch was opened").getUTF8String(row);
        if (!next.equals(file)) {
            file = next.clone();
            ofFile = marks.of(next.toString());
            plainTo = plainFrom;
        }
    }

    private long index(int row) {
        return Objects.requireNonNull(indices, "no batch was opened").getLong(row);
    }
}
