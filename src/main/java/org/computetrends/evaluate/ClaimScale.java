package org.computetrends.evaluate;

import java.util.function.DoubleUnaryOperator;
import org.computetrends.domain.TimeScale;
import org.computetrends.stats.Interval;

/**
 * The scale on which a published quantity and ours are compared: the one on which our standard error is constant.
 *
 * @param of from the quantity to the scale
 * @param back from the scale to the quantity
 * @param hasRatios whether widths of intervals of the quantity are compared by the logarithm of high over low; otherwise
 *     by their difference
 */
record ClaimScale(DoubleUnaryOperator of, DoubleUnaryOperator back, boolean hasRatios) {

    /** Growth factors, whose logarithm is the slope; and values of any size, whose logarithm is modelled. */
    static final ClaimScale LOG10 = new ClaimScale(Math::log10, value -> Math.pow(10, value), true);

    /** R squared, by Fisher's (1921) transformation of its root. Its standard error takes releases as independent. */
    static final ClaimScale R_SQUARED = new ClaimScale(
            value -> 0.5 * Math.log((1 + Math.sqrt(value)) / (1 - Math.sqrt(value))),
            value -> Math.pow(Math.tanh(Math.max(0, value)), 2),
            true);

    /** Years of a calendar, with decimals. */
    static final ClaimScale YEARS =
            new ClaimScale(DoubleUnaryOperator.identity(), DoubleUnaryOperator.identity(), false);

    /** Months to double, which are a constant over the slope. A slope of 0 or less never doubles. */
    static ClaimScale doublingTime(TimeScale timeScale) {
        DoubleUnaryOperator reciprocal =
                value -> value <= 0 ? Double.POSITIVE_INFINITY : timeScale.doublingTimeMonths(value);
        return new ClaimScale(reciprocal, reciprocal, true);
    }

    /** An interval of the quantity as one of the scale. Quantities are never below 0. */
    Interval of(Interval interval) {
        return mapped(of, Math.max(0, interval.low()), interval.high());
    }

    Interval back(Interval interval) {
        return mapped(back, interval.low(), interval.high());
    }

    /** Whether more of the quantity is less on the scale, as for months to double and slopes. */
    boolean isReversed() {
        return of.applyAsDouble(0.25) > of.applyAsDouble(0.5);
    }

    /** How wide an interval of the quantity is. */
    double width(Interval interval) {
        return hasRatios ? Math.log(interval.high() / interval.low()) : interval.high() - interval.low();
    }

    private static Interval mapped(DoubleUnaryOperator function, double low, double high) {
        double first = function.applyAsDouble(low);
        double second = function.applyAsDouble(high);
        return new Interval(Math.min(first, second), Math.max(first, second));
    }

    /**
     * Ours, with its uncertainty.
     *
     * @param scale the scale
     * @param estimate ours, on the scale
     * @param standardError its standard error, on the scale
     * @param degreesOfFreedom those of the standard error; infinite for a normal one
     */
    record Measure(ClaimScale scale, double estimate, double standardError, double degreesOfFreedom) {
        private static final double NORMAL_DEGREES = 1e9;

        /** Whether it is a number, or beyond all numbers, with an interval: R squared has none where all values are equal. */
        boolean isDefined() {
            return !Double.isNaN(estimate - standardError) && !Double.isNaN(estimate + standardError);
        }

        double value() {
            return scale.back().applyAsDouble(estimate);
        }

        /** The interval of the quantity at a level. */
        Interval interval(double level) {
            return scale.back(
                    Interval.student(estimate, standardError, Math.min(degreesOfFreedom, NORMAL_DEGREES), level));
        }
    }
}
