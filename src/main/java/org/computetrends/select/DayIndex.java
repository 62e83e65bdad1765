package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;

/** A map from days to indices, in an array instead of a hash table. Memory grows with the range of days. */
final class DayIndex implements Serializable {
    private static final long serialVersionUID = 1L;

    private int firstDay;

    /** By days since {@link #firstDay}: the index plus 1; 0 for a day without index. */
    private int[] indices = {};

    /** The index of a day; negative if it has none yet. */
    int index(int day) {
        int offset = day - firstDay;
        return offset >= 0 && offset < indices.length ? indices[offset] - 1 : -1;
    }

    void put(int day, int index) {
        if (indices.length == 0) {
            firstDay = day;
            indices = new int[1];
        } else if (day < firstDay) {
            // Grows by half at least, so that days in descending order are not copied each time.
            int growth = Math.max(firstDay - day, indices.length / 2);
            int[] longer = new int[Math.addExact(indices.length, growth)];
            System.arraycopy(indices, 0, longer, growth, indices.length);
            indices = longer;
            firstDay -= growth;
        } else if (day - firstDay >= indices.length) {
            indices = Arrays.copyOf(indices, Math.max(day - firstDay + 1, indices.length + indices.length / 2));
        }
        indices[day - firstDay] = index + 1;
    }
}
