package org.computetrends.domain;

/**
 * An estimate: its median and its interval, in a unit that the user of this record states.
 *
 * @param low lower end of the central 95% interval
 * @param high upper end of the central 95% interval
 */
public record MedianAndInterval(double median, double low, double high) {

    /**
     * Whether a positive quantity is in the range of double precision. Beyond the range, its value becomes 0 or
     * infinite.
     */
    public static boolean isInRange(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }
}
