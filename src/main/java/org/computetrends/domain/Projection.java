package org.computetrends.domain;

import java.time.LocalDate;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A trend projected to a date. All values are in the metric's unit and are medians in log space.
 *
 * @param estimand what the line is the median of, in words
 * @param ci95Low lower end of the line's 95% confidence interval
 * @param release the predictive quantiles of a single release of the cohort
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
        Quantiles release,
        Binding binding) {

    public enum Status {
        /** All values are numbers. */
        PROJECTED,
        /** Some are out of range, and null. */
        OUT_OF_RANGE
    }

    /** Whether all values are numbers. Infinity and 0 are outside the range of double precision. */
    public Status status() {
        return DoubleStream.of(
                                lineMedian,
                                ci95Low,
                                ci95High,
                                release.p02_5,
                                release.p10,
                                release.p25,
                                release.p50,
                                release.p75,
                                release.p90,
                                release.p97_5)
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

    /** Predictive quantiles at 2.5, 10, 25, 50, 75, 90 and 97.5 per cent. */
    public record Quantiles(double p02_5, double p10, double p25, double p50, double p75, double p90, double p97_5) {}
}
