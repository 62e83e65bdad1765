package org.computetrends.scan;

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

    TopValues(int limit) {
        this.limit = limit;
    }

    void add(int place, double value) {
        if (place >= counts.length) {
            int length = Math.max(place + 1, counts.length * 3 / 2);
            ascending = Arrays.copyOf(ascending, length);
            counts = Arrays.copyOf(counts, length);
        }
        int count = counts[place];
        double[] values = ascending[place];
        if (values == null) {
            values = new double[Math.min(limit, 4)];
            ascending[place] = values;
        }
        if (count == limit) {
            if (value <= values[0]) {
                return;
            }
            // The least makes room.
            int i = 0;
            for (; i + 1 < count && values[i + 1] < value; i++) {
                values[i] = values[i + 1];
            }
            values[i] = value;
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
    }

    /** The values of a place, descending. */
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
