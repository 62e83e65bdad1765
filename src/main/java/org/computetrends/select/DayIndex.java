package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;

/** The places of days in a table: looked up without hashing, in memory that grows with the span of the days. */
final class DayIndex implements Serializable {
    private static final long serialVersionUID = 1L;

    private int first;

    /** Places plus 1; 0 where a day has none. */
    private int[] places = {};

    /** The place of a day, below 0 where it has none yet. */
    int place(int day) {
        int at = day - first;
        return at >= 0 && at < places.length ? places[at] - 1 : -1;
    }

    void put(int day, int place) {
        if (places.length == 0) {
            first = day;
            places = new int[1];
        } else if (day < first) {
            // Half again as much as there is, so that days in falling order are not copied each time.
            int added = Math.max(first - day, places.length / 2);
            int[] longer = new int[Math.addExact(places.length, added)];
            System.arraycopy(places, 0, longer, added, places.length);
            places = longer;
            first -= added;
        } else if (day - first >= places.length) {
            places = Arrays.copyOf(places, Math.max(day - first + 1, places.length + places.length / 2));
        }
        places[day - first] = place + 1;
    }
}
