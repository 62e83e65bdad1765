package org.computetrends.domain;

import java.time.LocalDate;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A trend projected to a date. A row of {@code projections}.
 *
 * @param estimand what the line is the median of, in words
 * @param lineMedian the line, in the metric's unit: a median in log space
 * @param ci95Low lower end of the line's 95% confidence interval, in the metric's unit
 * @param release the quantiles of a single release of the cohort
 * @param binding the binding limit, if the scenario has limits
 */
public record Projection(
        String metric,
        String cohort,
        String scenario,
        LocalDate targetDate,
        String estimand,
        double lineMedian,
        double ci95Low,
        double ci95High,
        ForecastQuantiles release,
        Binding binding) {

    public enum Status {
        /** All values are numbers. */
        PROJECTED,
        /** Some are out of range, and null. */
        OUT_OF_RANGE
    }

    /** Whether all values, of which these are the extremes, are numbers. Infinity and 0 are outside double precision. */
    public Status status() {
        return DoubleStream.of(ci95Low, ci95High, Math.pow(10, release.p025()), Math.pow(10, release.p975()))
                        .allMatch(Quantity::isInRange)
                ? Status.PROJECTED
                : Status.OUT_OF_RANGE;
    }

    /**
     * The limit that binds growth.
     *
     * @param constraint the limit that binds on most paths; null if none does, or the scenario has no limits
     * @param share the share of paths on which any limit binds; null if the scenario has no limits
     */
    public record Binding(
            @Nullable String constraint, @Nullable Double share) {
        /** The binding of scenarios without limits. */
        public static final Binding NONE = new Binding(null, null);
    }
}
