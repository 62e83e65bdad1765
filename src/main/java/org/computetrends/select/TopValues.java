package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;

/** The N largest values at each of many indices. Most indices have few values, so arrays grow with the values. */
final class TopValues implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double[] NONE = {};

    /** N. */
    private final int limit;

    /** By index: its largest values, ascending, then unused elements. */
    private double[][] ascending = {};

    /** By index: the number of its values in {@link #ascending}. */
    private int[] counts = {};

    /** By index: the N-th largest value, which a new value must exceed; minus infinity for fewer than N values. */
    private double[] entry = {};

    TopValues(int limit) {
        this.limit = limit;
    }

    /** Adds a value at an index, which may be new. Most values are only compared with the N-th largest. */
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
        Arrays.fill(ascending, oldLength, length, NONE);
        counts = Arrays.copyOf(counts, length);
        entry = Arrays.copyOf(entry, length);
        Arrays.fill(entry, oldLength, length, Double.NEGATIVE_INFINITY);
    }

    private void insert(int index, double value) {
        int count = counts[index];
        if (count < limit && count == ascending[index].length) {
            ascending[index] = Arrays.copyOf(ascending[index], Math.min(limit, Math.max(4, 2 * count)));
        }
        double[] values = ascending[index];
        int i;
        if (count == limit) {
            // Smaller values move down, and the least is dropped.
            for (i = 0; i + 1 < count && values[i + 1] < value; i++) {
                values[i] = values[i + 1];
            }
        } else {
            // Larger values move up.
            for (i = count; i > 0 && values[i - 1] > value; i--) {
                values[i] = values[i - 1];
            }
            count++;
        }
        values[i] = value;
        counts[index] = count;
        if (count == limit) {
            entry[index] = values[0];
        }
    }

    /** The largest values at an index, descending; at most N. */
    double[] descending(int index) {
        double[] values = new double[index < counts.length ? counts[index] : 0];
        for (int i = 0; i < values.length; i++) {
            values[i] = ascending[index][values.length - 1 - i];
        }
        return values;
    }
}
