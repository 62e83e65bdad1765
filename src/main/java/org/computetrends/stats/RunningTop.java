package org.computetrends.stats;

import java.util.Arrays;

/**
 * The N largest values so far, updated day by day: the frontier.
 *
 * <p>The rank of an observation on its date is one plus the number of strictly greater values dated on or before that
 * date. Only ranks up to N are known. Values of one day count against each other, so add all values of a day before
 * reading ranks.
 */
public final class RunningTop {

    private final int size;
    private double[] top = {};

    /** @param size N, at least 1 */
    public RunningTop(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("the number of largest values must be at least 1, got " + size);
        }
        this.size = size;
    }

    /** Adds a day's values. Values that are not among the day's N largest may be left out. */
    public void add(double[] values) {
        double entry = entry();
        // A value equal to the entry changes nothing.
        if (Arrays.stream(values).noneMatch(value -> value > entry)) {
            return;
        }
        double[] merged = Arrays.copyOf(top, top.length + values.length);
        System.arraycopy(values, 0, merged, top.length, values.length);
        Arrays.sort(merged);
        top = new double[Math.min(size, merged.length)];
        Arrays.setAll(top, i -> merged[merged.length - 1 - i]);
    }

    /** The largest values so far, descending; at most N. */
    public double[] values() {
        return top.clone();
    }

    /**
     * The rank of a value: one plus the number of greater values; 0 if the rank is above N.
     *
     * @param largest the {@link #values} on the day of the value
     * @param size N
     */
    public static int rank(double value, double[] largest, int size) {
        int greater = 0;
        while (greater < largest.length && largest[greater] > value) {
            greater++;
        }
        return greater < size ? 1 + greater : 0;
    }

    /** The largest value so far; minus infinity before the first. */
    public double largest() {
        return top.length == 0 ? Double.NEGATIVE_INFINITY : top[0];
    }

    /** The least value that has a rank of at most N: minus infinity while fewer than N values are known. */
    public double entry() {
        return top.length < size ? Double.NEGATIVE_INFINITY : top[size - 1];
    }
}
