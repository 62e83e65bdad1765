package org.computetrends.stats;

import java.util.Arrays;

/**
 * The N largest values so far, updated day by day: the frontier.
 *
 * <p>They rank every observation at its own date: the rank is one plus the number of strictly greater values dated on or
 * before it, as long as that is at most N. Values of one day compete with each other, so add all values of a day before
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

    /** Adds a day's values, all or the N largest. */
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
     * The rank of a value among the {@code size} largest {@link #values} of its day: one plus the number of greater values; 0
     * if that is more than N.
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

    /** The smallest value with a rank of at most N: minus infinity while fewer than N are known. */
    public double entry() {
        return top.length < size ? Double.NEGATIVE_INFINITY : top[size - 1];
    }
}
