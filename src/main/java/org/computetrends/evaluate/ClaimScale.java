package org.computetrends.evaluate;

import java.util.function.DoubleUnaryOperator;
import org.computetrends.domain.TimeScale;
import org.computetrends.stats.Interval;

/**
 * The scale on which a published quantity and ours are compared: a scale on which our standard error is constant.
 *
 * @param toScale transforms the quantity to the scale
 * @param toQuantity transforms back to the quantity
 * @param width how the width of an interval of the quantity is measured
 */
record ClaimScale(DoubleUnaryOperator toScale, DoubleUnaryOperator toQuantity, Width width) {
    /** The half-width of the central 95% of a normal distribution, in standard deviations. */
    private static final double NORMAL_95 = 1.959963984540054;

    /** How the width of an interval is measured. */
    enum Width {
        /** The logarithm of high over low. */
        LOG_RATIO,
        /** High minus low. */
        DIFFERENCE
    }

    /**
     * The scale of growth factors, whose logarithm is the slope; of values, whose logarithm is modelled; and of lags.
     */
    static final ClaimScale LOG10 = new ClaimScale(Math::log10, value -> Math.pow(10, value), Width.LOG_RATIO);

    /** The scale of R squared: Fisher's (1921) transformation of its root. */
    static final ClaimScale R_SQUARED = new ClaimScale(
            value -> 0.5 * Math.log((1 + Math.sqrt(value)) / (1 - Math.sqrt(value))),
            // The lower end of an interval may be below 0, where R squared is 0.
            value -> Math.pow(Math.tanh(Math.max(0, value)), 2),
            Width.LOG_RATIO);

    /** The scale of dates, as calendar years with decimals, and of counts. Numbers are compared as they are. */
    static final ClaimScale IDENTITY =
            new ClaimScale(DoubleUnaryOperator.identity(), DoubleUnaryOperator.identity(), Width.DIFFERENCE);

    /**
     * The scale of months to double, which are a constant divided by the slope. The same formula transforms back. A
     * slope of 0 or less never doubles.
     */
    static ClaimScale doublingTime(TimeScale timeScale) {
        DoubleUnaryOperator reciprocal =
                value -> value <= 0 ? Double.POSITIVE_INFINITY : timeScale.doublingTimeMonths(value);
        return new ClaimScale(reciprocal, reciprocal, Width.LOG_RATIO);
    }

    /**
     * Our number, given by its median and the ends of its central 95% interval on the scale. Its standard error is
     * taken from the width of the interval, as for a normal distribution.
     */
    Measure measure(double median, double low, double high) {
        return new Measure(this, median, (high - low) / (2 * NORMAL_95), Double.POSITIVE_INFINITY);
    }

    /** Transforms an interval of the quantity, which is never below 0, to the scale. */
    Interval intervalOnScale(Interval interval) {
        return mapped(toScale, Math.max(0, interval.low()), interval.high());
    }

    /** Transforms an interval on the scale back to the quantity. */
    Interval intervalOfQuantity(Interval interval) {
        return mapped(toQuantity, interval.low(), interval.high());
    }

    /** Whether the scale decreases as the quantity increases: the longer a doubling time, the smaller the slope. */
    boolean isReversed() {
        // 0.25 and 0.5 are in the domain of every scale. Any two such values give the same answer.
        return toScale.applyAsDouble(0.25) > toScale.applyAsDouble(0.5);
    }

    double widthOf(Interval interval) {
        return switch (width) {
            case LOG_RATIO -> Math.log(interval.high() / interval.low());
            case DIFFERENCE -> interval.high() - interval.low();
        };
    }

    private static Interval mapped(DoubleUnaryOperator function, double low, double high) {
        double first = function.applyAsDouble(low);
        double second = function.applyAsDouble(high);
        return new Interval(Math.min(first, second), Math.max(first, second));
    }

    /**
     * Our estimate and its standard error, on the scale.
     *
     * @param degreesOfFreedom the standard error's degrees of freedom; infinite for a normal distribution
     */
    record Measure(ClaimScale scale, double estimate, double standardError, double degreesOfFreedom) {
        /** With so many degrees of freedom, Student's t distribution equals the normal distribution to all digits. */
        private static final double NORMAL_DEGREES = 1e9;

        /**
         * Whether both ends of the estimate's interval are numbers, possibly infinite. They are not if estimate and
         * standard error are both infinite, nor for R squared of equal values.
         */
        boolean isDefined() {
            return !Double.isNaN(estimate - standardError) && !Double.isNaN(estimate + standardError);
        }

        /** The estimate of the quantity. */
        double value() {
            return scale.toQuantity().applyAsDouble(estimate);
        }

        /** The confidence interval of the quantity. */
        Interval interval(double level) {
            return scale.intervalOfQuantity(
                    Interval.student(estimate, standardError, Math.min(degreesOfFreedom, NORMAL_DEGREES), level));
        }
    }
}
