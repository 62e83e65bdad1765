package org.computetrends.segment;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.expressions.Aggregator;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * The N largest values of a group, nulls apart, in memory that does not grow with the group.
 *
 * <p>A buffer keeps up to twice N values and is cut back to N whenever it is full, so that a row costs O(1) on average.
 */
final class TopValues extends Aggregator<@Nullable Double, TopValues.Buffer, byte[]> {
    private static final long serialVersionUID = 1L;

    private final int size;

    private TopValues(int size) {
        this.size = size;
    }

    /** An aggregate column for {@link #decode} to read. */
    static Column of(Column value, int size) {
        return functions.udaf(new TopValues(size), Encoders.DOUBLE()).apply(value);
    }

    /** The values of an aggregate, descending. */
    static double[] decode(byte[] encoded) {
        double[] values = new double[encoded.length / Double.BYTES];
        ByteBuffer.wrap(encoded).asDoubleBuffer().get(values);
        return values;
    }

    /** Values seen, of which the N largest are safe; the rest may be any. */
    public static final class Buffer implements java.io.Serializable {
        private static final long serialVersionUID = 1L;

        private final double[] values;
        private int used;

        private Buffer(int capacity) {
            values = new double[capacity];
        }

        private void add(double value, int keep) {
            if (used == values.length) {
                cut(keep);
            }
            values[used++] = value;
        }

        /** Sorts descending and keeps the first. */
        private void cut(int keep) {
            Arrays.sort(values, 0, used);
            for (int i = 0, j = used - 1; i < j; i++, j--) {
                double swapped = values[i];
                values[i] = values[j];
                values[j] = swapped;
            }
            used = Math.min(used, keep);
        }
    }

    @Override
    public Buffer zero() {
        return new Buffer(2 * size);
    }

    @Override
    public Buffer reduce(Buffer buffer, @Nullable Double value) {
        if (value != null) {
            buffer.add(value, size);
        }
        return buffer;
    }

    @Override
    public Buffer merge(Buffer left, Buffer right) {
        for (int i = 0; i < right.used; i++) {
            left.add(right.values[i], size);
        }
        return left;
    }

    @Override
    public byte[] finish(Buffer buffer) {
        buffer.cut(size);
        ByteBuffer encoded = ByteBuffer.allocate(buffer.used * Double.BYTES);
        for (int i = 0; i < buffer.used; i++) {
            encoded.putDouble(buffer.values[i]);
        }
        return encoded.array();
    }

    @Override
    public Encoder<Buffer> bufferEncoder() {
        return Encoders.javaSerialization(Buffer.class);
    }

    @Override
    public Encoder<byte[]> outputEncoder() {
        return Encoders.BINARY();
    }
}
