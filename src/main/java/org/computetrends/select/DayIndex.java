package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;

/** A map from days to indices, in an array instead of a hash table. Memory grows with the range of days. */
final class DayIndex implements Serializable {
    private static final long serialVersionUID = 1L;

    private int first;

    /** By days since {@link #first}: the index plus 1; 0 for a day without index. */
    private int[] indices = {};

    /** The index of a day; negative if it has none yet. */
    int index(int day) {
        int at = day - first;
        return at >= 0 && at < indices.length ? indices[at] - 1 : -1;
    }

    void put(int day, int index) {
        if (indices.length == 0) {
            first = day;
            indices = new int[1];
        } else if (day < first) {
            // Grows by half at least, so that days in descending order are not copied each time.
            int added = Math.max(first - day, indices.length / 2);
            int[] longer = new int[Math.addExact(indices.length, added)];
            System.arraycopy(indices, 0, longer, added, indices.length);
            indices = longer;
            first -= added;
        } else if (day - first >= indices.length) {
            indices = Arrays.copyOf(indices, Math.max(day - first + 1, indices.length + indices.length / 2));
        }
        indices[day - first] = index + 1;
    }
}
