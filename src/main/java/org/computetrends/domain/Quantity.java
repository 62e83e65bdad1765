package org.computetrends.domain;

/**
 * A quantity with an interval.
 *
 * @param low lower end of the central 95% interval
 */
public record Quantity(double median, double low, double high) {

    /** Whether a positive value is in the range of double precision, which otherwise gives infinity or 0. */
    public static boolean isInRange(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }
}
