package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;

/** A map from days to indices of at least 0. It is an array by day, so memory grows with the range of days. */
final class DayIndex implements Serializable {
    private static final long serialVersionUID = 1L;

    private int firstDay;

    /** By days since {@link #firstDay}: the day's index plus 1; 0 for a day without index. */
    private int[] indices = {};

    /** The index of a day; negative if the day has none. */
    int get(int day) {
        int offset = day - firstDay;
        return offset >= 0 && offset < indices.length ? indices[offset] - 1 : -1;
    }

    void put(int day, int index) {
        if (indices.length == 0) {
            firstDay = day;
            indices = new int[1];
        } else if (day < firstDay) {
            // Grows by half at least: with days in descending order, the array would otherwise be copied for each.
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
