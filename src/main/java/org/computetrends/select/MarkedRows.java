package org.computetrends.select;

import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.sql.RowMarks;
import org.jspecify.annotations.Nullable;

/** The marks of the rows of a batch. Most batches are of one file, whose marks are looked up once. */
final class MarkedRows {
    private final RowMarks marks;
    private @Nullable ColumnVector files;
    private @Nullable ColumnVector indices;
    private @Nullable UTF8String file;
    private RowMarks.OfFile ofFile;

    MarkedRows(RowMarks marks) {
        this.marks = marks;
        this.ofFile = marks.of("");
    }

    /** Opens a batch's columns. */
    void open(ColumnVector filesOfBatch, ColumnVector indicesOfBatch) {
        files = filesOfBatch;
        indices = indicesOfBatch;
    }

    /** See {@link RowMarks.OfFile#number}. */
    int number(int row) {
        return of(row).number(index(row));
    }

    /** See {@link RowMarks.OfFile#keptRow}. */
    @Nullable
    Long keptRow(int row) {
        return of(row).keptRow(index(row));
    }

    private RowMarks.OfFile of(int row) {
        UTF8String next = require(files).getUTF8String(row);
        if (!next.equals(file)) {
            file = next.clone();
            ofFile = marks.of(next.toString());
        }
        return ofFile;
    }

    private long index(int row) {
        return require(indices).getLong(row);
    }

    private static ColumnVector require(@Nullable ColumnVector column) {
        if (column == null) {
            throw new IllegalStateException("no batch was opened");
        }
        return column;
    }
}
