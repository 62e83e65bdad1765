package org.computetrends.select;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;

/**
 * Hashes the content of rows, without the file and row number, so that hashes do not change if rows are stored
 * elsewhere. The hashes identify the input and order duplicates. Not thread-safe.
 *
 * <p>A row's hash is Spark's {@code xxhash64} of {@link #COLUMNS}, then of a text with a digit for each column: 1 if it
 * is null, otherwise 0. The digits are needed because {@code xxhash64} skips nulls: otherwise a value would hash alike
 * in any column. A list is hashed as the text that {@code concat_ws} makes of it: its elements that are not null,
 * joined by U+0001. A null list is hashed as the empty text.
 */
final class ContentHash {
    static final List<String> COLUMNS =
            CanonicalRelease.content().stream().map(Column::name).toList();

    /** The seed that Spark's own hash functions use. */
    private static final long SEED = 42;

    private static final UTF8String SEPARATOR = UTF8String.fromString("\u0001");

    private final int[] indices;
    private long[] hashes = {};

    /** The digits of all rows, at index row * (number of columns) + column. */
    private byte[] nulls = {};

    ContentHash(ReleaseColumns columns) {
        this.indices = COLUMNS.stream().mapToInt(columns::indexOf).toArray();
    }

    /**
     * Hashes the rows of a batch.
     *
     * @return a hash for each row; the array may be longer than the batch, and is reused for the next batch
     */
    long[] hashes(ColumnarBatch batch) {
        int rows = batch.numRows();
        if (hashes.length < rows) {
            hashes = new long[rows];
            nulls = new byte[rows * indices.length];
        }
        Arrays.fill(hashes, SEED);
        for (int i = 0; i < indices.length; i++) {
            ColumnVector column = batch.column(indices[i]);
            for (int row = 0; row < rows; row++) {
                nulls[row * indices.length + i] = (byte) (column.isNullAt(row) ? '1' : '0');
            }
            add(column, rows);
        }
        for (int row = 0; row < rows; row++) {
            hashes[row] = XXH64.hashUTF8String(
                    UTF8String.fromBytes(nulls, row * indices.length, indices.length), hashes[row]);
        }
        return hashes;
    }

    private void add(ColumnVector column, int rows) {
        DataType type = column.dataType();
        for (int row = 0; row < rows; row++) {
            if (type instanceof ArrayType) {
                hashes[row] = XXH64.hashUTF8String(joinedTexts(column, row), hashes[row]);
            } else if (!column.isNullAt(row)) {
                hashes[row] = hash(type, column, row, hashes[row]);
            }
        }
    }

    private static long hash(DataType type, ColumnVector column, int row, long seed) {
        if (type instanceof DoubleType) {
            double value = column.getDouble(row);
            // 0.0 and -0.0 are equal but have different bits.
            return XXH64.hashLong(value == 0 ? 0 : Double.doubleToLongBits(value), seed);
        }
        if (type instanceof StringType) {
            return XXH64.hashUTF8String(column.getUTF8String(row), seed);
        }
        // Spark stores a date as an int: days since 1970-01-01.
        return XXH64.hashInt(type instanceof BooleanType ? (column.getBoolean(row) ? 1 : 0) : column.getInt(row), seed);
    }

    private static UTF8String joinedTexts(ColumnVector column, int row) {
        if (column.isNullAt(row)) {
            return UTF8String.EMPTY_UTF8;
        }
        ColumnarArray array = column.getArray(row);
        if (array.numElements() == 1 && !array.isNullAt(0)) {
            return array.getUTF8String(0);
        }
        UTF8String[] texts = new UTF8String[array.numElements()];
        Arrays.setAll(texts, i -> array.isNullAt(i) ? null : array.getUTF8String(i));
        return UTF8String.concatWs(SEPARATOR, texts);
    }
}
