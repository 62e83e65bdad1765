package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The N largest values at each of many indices. Memory grows with the number of values, because most indices have few.
 */
final class TopValues implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double[] NONE = {};

    private final int limit;
    private double[] @Nullable [] ascending = new double[64][];
    private int[] counts = new int[64];

    /**
     * By index: the value that a new one must exceed, which is the least of the N largest; minus infinity while there
     * are fewer.
     */
    private double[] entry = new double[64];

    TopValues(int limit) {
        this.limit = limit;
        Arrays.fill(entry, Double.NEGATIVE_INFINITY);
    }

    /** Adds a value at an index, which may be new. For most values this is one comparison. */
    void add(int index, double value) {
        if (index >= entry.length) {
            grow(Math.max(index + 1, entry.length * 3 / 2));
        }
        if (value > entry[index]) {
            insert(index, value);
        }
    }

    private void grow(int length) {
        int oldLength = entry.length;
        ascending = Arrays.copyOf(ascending, length);
        counts = Arrays.copyOf(counts, length);
        entry = Arrays.copyOf(entry, length);
        Arrays.fill(entry, oldLength, length, Double.NEGATIVE_INFINITY);
    }

    private void insert(int index, double value) {
        int count = counts[index];
        double[] values = ascending[index];
        if (values == null) {
            values = new double[Math.min(limit, 4)];
            ascending[index] = values;
        }
        if (count == limit) {
            // The least value is dropped.
            int i = 0;
            for (; i + 1 < count && values[i + 1] < value; i++) {
                values[i] = values[i + 1];
            }
            values[i] = value;
            entry[index] = values[0];
            return;
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, Math.min(limit, 2 * count));
            ascending[index] = values;
        }
        int i = count;
        for (; i > 0 && values[i - 1] > value; i--) {
            values[i] = values[i - 1];
        }
        values[i] = value;
        counts[index] = count + 1;
        if (count + 1 == limit) {
            entry[index] = values[0];
        }
    }

    /** The largest values at an index, descending; at most N. */
    double[] of(int index) {
        double[] values = index < counts.length ? ascending[index] : null;
        if (values == null) {
            return NONE;
        }
        double[] descending = new double[counts[index]];
        for (int i = 0; i < descending.length; i++) {
            descending[i] = values[descending.length - 1 - i];
        }
        return descending;
    }
}
