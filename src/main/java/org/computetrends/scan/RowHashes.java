package org.computetrends.scan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.computetrends.sql.ArrayProgram;

/** Hashes of the rows of a batch, made column by column: of all that was read, and nothing of how the file encodes it. */
final class RowHashes {
    // The constants of xxHash's rounds.
    private static final long FIRST = 0x9E3779B185EBCA87L;
    private static final long SECOND = 0xC2B2AE3D27D4EB4FL;
    private static final long THIRD = 0x165667B19E3779F9L;
    private static final long FOURTH = 0x85EBCA77C2B2AE63L;

    /** Stands for what is null: no text's hash and no number is likely to be this. */
    private static final long NULL = 0x27D4EB2F165667C5L;

    private final Map<Integer, TextMemo> texts = new HashMap<>();
    private long[] hashes = {};

    /** Hashes the rows of a batch. */
    void read(ReleaseColumns columns, ReleaseBatch batch) {
        int rows = batch.size;
        if (hashes.length < rows) {
            hashes = new long[rows];
        }
        Arrays.fill(hashes, 0, rows, THIRD);
        for (int i = 0; i < columns.attribute(columns.attributes().size()); i++) {
            // What is marked to be left out is not hashed at all.
            if (i != ReleaseColumns.EXCLUDED) {
                add(i, batch.column(i), rows);
            }
        }
        for (int metric = 0; metric < columns.metrics().size(); metric++) {
            ArrayProgram.Numbers computed = batch.computed(metric);
            if (computed != null) {
                add(computed, rows);
            } else if (columns.metrics().get(metric) instanceof ReleaseColumns.Projected) {
                add(columns.projected(metric), batch.column(columns.projected(metric)), rows);
            }
        }
        for (int quantity : columns.quantities()) {
            long[] bits = batch.bits(quantity);
            for (int row = 0; row < rows; row++) {
                add(row, bits[row] == ReleaseBatch.NULL ? NULL : bits[row]);
            }
        }
    }

    private void add(ArrayProgram.Numbers computed, int rows) {
        for (int row = 0; row < rows; row++) {
            add(row, computed.isNull[row] ? NULL : Double.doubleToLongBits(computed.values[row]));
        }
    }

    private void add(int place, ColumnVector column, int rows) {
        DataType type = column.dataType();
        if (type.equals(DataTypes.DoubleType)) {
            for (int row = 0; row < rows; row++) {
                add(row, column.isNullAt(row) ? NULL : Double.doubleToLongBits(column.getDouble(row)));
            }
        } else if (type.equals(DataTypes.DateType)) {
            for (int row = 0; row < rows; row++) {
                add(row, column.isNullAt(row) ? NULL : column.getInt(row));
            }
        } else if (type.equals(DataTypes.BooleanType)) {
            for (int row = 0; row < rows; row++) {
                add(row, column.isNullAt(row) ? NULL : column.getBoolean(row) ? 1 : 0);
            }
        } else {
            addTexts(
                    texts.computeIfAbsent(place, same -> TextMemo.ofDictionary(TextMemo::hash))
                            .open(column),
                    rows);
        }
    }

    private void addTexts(TextMemo.Texts column, int rows) {
        for (int row = 0; row < rows; row++) {
            if (column.isNull(row)) {
                add(row, NULL);
            } else {
                int end = column.end(row);
                for (int text = column.first(row); text < end; text++) {
                    add(row, column.isTextNull(text) ? NULL : column.hash(text));
                }
                // How many there were: texts of one column are not those of the next.
                add(row, end - column.first(row));
            }
        }
    }

    private void add(int row, long value) {
        hashes[row] = Long.rotateLeft(hashes[row] ^ (Long.rotateLeft(value * SECOND, 31) * FIRST), 27) * FIRST + FOURTH;
    }

    /** The hash of a row. */
    long of(int row) {
        long hash = hashes[row];
        hash = (hash ^ (hash >>> 33)) * SECOND;
        hash = (hash ^ (hash >>> 29)) * THIRD;
        return hash ^ (hash >>> 32);
    }
}
