package org.computetrends.domain;

import java.time.LocalDate;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A trend projected to a date: its line, and a single release around it. A row of {@code projections}.
 *
 * @param estimand what the line is the median of, in words
 * @param lineMedian the line, in the metric's unit: a median in log space
 * @param ci95Low lower end of the line's 95% confidence interval, in the metric's unit
 * @param release the quantiles of a single release of the cohort; for records, of the largest release so far
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
        /** Some values are out of range; the table has null for them. */
        OUT_OF_RANGE
    }

    /** Whether the extreme values, and so all values, are in the range of double precision. */
    public Status status() {
        return DoubleStream.of(ci95Low, ci95High, Math.pow(10, release.p025()), Math.pow(10, release.p975()))
                        .allMatch(MedianAndInterval::isInRange)
                ? Status.PROJECTED
                : Status.OUT_OF_RANGE;
    }

    /**
     * Which limit of a scenario binds growth. A limit binds on a path if it keeps the path below its own line.
     *
     * @param limit the limit that binds on most paths; null if none does, or the scenario has no limits
     * @param share the share of paths on which any limit binds; null if the scenario has no limits
     */
    public record Binding(@Nullable String limit, @Nullable Double share) {
        /** The binding of scenarios without limits. */
        public static final Binding NONE = new Binding(null, null);
    }
}
