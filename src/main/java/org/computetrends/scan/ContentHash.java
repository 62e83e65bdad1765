package org.computetrends.scan;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.sql.ReleaseContent;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;

/** {@link ReleaseContent#hash} of the releases of a batch of which all columns are read. For one thread. */
final class ContentHash {
    /** Spark's. */
    private static final long SEED = 42;

    private final ReleaseBatch batch;
    private final List<Column> columns = CanonicalRelease.content();
    private final int[] places;

    ContentHash(ReleaseBatch batch, ReleaseColumns read) {
        this.batch = batch;
        this.places = columns.stream().map(Column::name).mapToInt(read::place).toArray();
    }

    long of(int row) {
        long hash = SEED;
        byte[] nulls = new byte[places.length];
        for (int i = 0; i < places.length; i++) {
            ColumnVector column = batch.column(places[i]);
            boolean isNull = column.isNullAt(row);
            nulls[i] = (byte) (isNull ? '1' : '0');
            if (columns.get(i).type() instanceof ArrayType) {
                hash = XXH64.hashUTF8String(joined(places[i], row), hash);
            } else if (!isNull) {
                hash = hash(column, row, hash);
            }
        }
        return XXH64.hashUTF8String(UTF8String.fromBytes(nulls), hash);
    }

    private UTF8String joined(int place, int row) {
        return UTF8String.fromString(batch.cells().texts(place, row).stream()
                .filter(Objects::nonNull)
                .collect(Collectors.joining(ReleaseContent.BETWEEN_TEXTS)));
    }

    private static long hash(ColumnVector column, int row, long seed) {
        DataType type = column.dataType();
        if (type instanceof StringType) {
            return XXH64.hashUTF8String(column.getUTF8String(row), seed);
        }
        if (type instanceof DoubleType) {
            double value = column.getDouble(row);
            return XXH64.hashLong(value == 0 ? 0 : Double.doubleToLongBits(value), seed);
        }
        if (type instanceof BooleanType) {
            return XXH64.hashInt(column.getBoolean(row) ? 1 : 0, seed);
        }
        if (type instanceof DateType || type instanceof IntegerType) {
            return XXH64.hashInt(column.getInt(row), seed);
        }
        throw new IllegalArgumentException("no column of releases is of type " + type);
    }
}
