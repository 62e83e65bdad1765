package org.computetrends.domain;

/**
 * A quantity that is known to within an interval.
 *
 * @param median its median
 * @param low lower end of the central 95%
 * @param high upper end
 */
public record Quantity(double median, double low, double high) {}
