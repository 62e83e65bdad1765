package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The N largest values of each place of a table, in memory that grows with what is there. */
final class TopValues implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double[] NONE = {};

    private final int limit;
    private double[] @Nullable [] ascending = new double[64][];
    private int[] counts = new int[64];

    /** What a value has to be above to be among a place's largest: the least of them once there are enough. */
    private double[] entry = entries(64);

    TopValues(int limit) {
        this.limit = limit;
    }

    private static double[] entries(int length) {
        double[] entries = new double[length];
        Arrays.fill(entries, Double.NEGATIVE_INFINITY);
        return entries;
    }

    /** Adds a value, whose place may be new; few values are among the largest, and others touch one number alone. */
    void add(int place, double value) {
        if (place >= entry.length) {
            grow(Math.max(place + 1, entry.length * 3 / 2));
        }
        if (value > entry[place]) {
            insert(place, value);
        }
    }

    private void grow(int length) {
        int before = entry.length;
        ascending = Arrays.copyOf(ascending, length);
        counts = Arrays.copyOf(counts, length);
        entry = Arrays.copyOf(entry, length);
        Arrays.fill(entry, before, length, Double.NEGATIVE_INFINITY);
    }

    private void insert(int place, double value) {
        int count = counts[place];
        double[] values = ascending[place];
        if (values == null) {
            values = new double[Math.min(limit, 4)];
            ascending[place] = values;
        }
        if (count == limit) {
            // The least makes room.
            int i = 0;
            for (; i + 1 < count && values[i + 1] < value; i++) {
                values[i] = values[i + 1];
            }
            values[i] = value;
            entry[place] = values[0];
            return;
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, Math.min(limit, 2 * count));
            ascending[place] = values;
        }
        int i = count;
        for (; i > 0 && values[i - 1] > value; i--) {
            values[i] = values[i - 1];
        }
        values[i] = value;
        counts[place] = count + 1;
        if (count + 1 == limit) {
            entry[place] = values[0];
        }
    }

    double[] of(int place) {
        double[] values = place < counts.length ? ascending[place] : null;
        if (values == null) {
            return NONE;
        }
        double[] descending = new double[counts[place]];
        for (int i = 0; i < descending.length; i++) {
            descending[i] = values[descending.length - 1 - i];
        }
        return descending;
    }
}
