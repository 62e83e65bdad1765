package org.computetrends.stats;

/**
 * A closed interval on the real line; an end may be infinite.
 *
 * @param low the lower end
 * @param high the upper end, at least {@code low}
 */
public record Interval(double low, double high) {

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval's low end " + low + " is above its high end " + high);
        }
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
