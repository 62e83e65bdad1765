package org.computetrends.stats;

import java.util.function.IntPredicate;

/** Binary search for the first index that meets a condition. All later indices must meet the condition too. */
public final class FirstIndex {

    private FirstIndex() {}

    /** The first index in {@code from <= i < to} that meets the condition; {@code to} if there is none. */
    public static int of(int from, int to, IntPredicate condition) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (condition.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
