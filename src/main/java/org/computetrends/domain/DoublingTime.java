package org.computetrends.domain;

import java.util.OptionalDouble;
import org.computetrends.stats.Interval;

/**
 * A doubling time with the interval that follows from its slope's. Being a reciprocal, its ends swap, and where the
 * slope's interval reaches zero its upper end does not exist.
 *
 * @param months months in which the quantity doubles; empty when it does not grow
 * @param low lower end of the interval; empty when even the steepest slope does not grow
 * @param high upper end of the interval; empty when growth is not certain
 * @param status which of these it is
 */
public record DoublingTime(OptionalDouble months, OptionalDouble low, OptionalDouble high, Status status) {

    /** What a doubling time's row says. */
    public enum Status {
        /** Growth is certain at the level: all three numbers exist. */
        BOUNDED,
        /** The slope is positive, its interval reaches zero: no upper end. */
        UNBOUNDED_ABOVE,
        /** The slope is zero or negative: the quantity does not double. */
        NOT_GROWING
    }

    /** The doubling time of a slope, both in OOM per year, and of its interval. */
    public static DoublingTime of(double slope, Interval interval, TimeScale timeScale) {
        Status status = slope <= 0 ? Status.NOT_GROWING : interval.low() <= 0 ? Status.UNBOUNDED_ABOVE : Status.BOUNDED;
        return new DoublingTime(
                months(slope, timeScale),
                months(interval.high(), timeScale),
                months(interval.low(), timeScale),
                status);
    }

    private static OptionalDouble months(double slope, TimeScale timeScale) {
        return slope > 0 ? OptionalDouble.of(timeScale.doublingTimeMonths(slope)) : OptionalDouble.empty();
    }
}
