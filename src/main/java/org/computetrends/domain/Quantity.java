package org.computetrends.domain;

/**
 * A quantity that is known to within an interval.
 *
 * @param median its median
 * @param low lower end of the central 95%
 * @param high upper end
 */
public record Quantity(double median, double low, double high) {

    /** Whether a value above 0 is one that double precision has: beyond its range there is infinity, and below it 0. */
    public static boolean isInRange(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }
}
