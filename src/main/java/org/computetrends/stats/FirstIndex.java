package org.computetrends.stats;

import java.util.function.IntPredicate;

/** Binary search for a condition that, once it holds for an index, holds for all after it. */
public final class FirstIndex {

    private FirstIndex() {}

    /** The first index in {@code from <= i < to} for which the condition holds; {@code to} if there is none. */
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
