package org.computetrends.domain;

import org.computetrends.stats.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A doubling time in months, with the interval that follows from the slope's. A doubling time is the reciprocal of a
 * slope, so the interval's ends swap, and there is no upper end if the slope's interval includes zero.
 *
 * @param months months in which the quantity doubles; null if it does not grow
 * @param low lower end of the interval; null if even the steepest slope does not grow
 * @param high upper end of the interval; null if growth is uncertain
 */
public record DoublingTime(
        @Nullable Double months,
        @Nullable Double low,
        @Nullable Double high,
        Status status) {

    /** Which numbers of a doubling time exist. */
    public enum Status {
        /** Growth is certain at the interval's level: all three numbers exist. */
        BOUNDED,
        /** The slope is positive, but its interval includes zero: no upper end. */
        UNBOUNDED_ABOVE,
        /** The slope is zero or negative: the quantity does not double. */
        NOT_GROWING
    }

    /** The doubling time of a slope and its interval, both in OOM per year. */
    public static DoublingTime of(double slope, Interval interval, TimeScale timeScale) {
        Status status = slope <= 0 ? Status.NOT_GROWING : interval.low() <= 0 ? Status.UNBOUNDED_ABOVE : Status.BOUNDED;
        return new DoublingTime(
                months(slope, timeScale),
                months(interval.high(), timeScale),
                months(interval.low(), timeScale),
                status);
    }

    /** Months to double at a slope; null where it is not positive. */
    public static @Nullable Double months(double slope, TimeScale timeScale) {
        return slope > 0 ? (Double) timeScale.doublingTimeMonths(slope) : null;
    }
}
