package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a trend's growth changed since the vintage before, and what of it is owed to what.
 *
 * @param trend the trend
 * @param fromVintage the vintage before
 * @param status whether the change could be split, and if not, why
 * @param before the trend on the vintage before, by the rules applied to it
 * @param after the trend on the run's vintage, by the run's rules
 * @param split the parts of the change, or null unless {@code SPLIT}
 * @param revised releases of both vintages whose value of the metric, or date, differs
 * @param added releases with a value of the metric that the vintage before lacks
 * @param withdrawn releases with a value of the metric that only the vintage before has
 */
public record VintageChange(
        TrendKey trend,
        LocalDate fromVintage,
        Status status,
        Growth before,
        Growth after,
        @Nullable Split split,
        long revised,
        long added,
        long withdrawn) {

    /** Whether a change could be split. */
    public enum Status {
        /** It could. */
        SPLIT,
        /** The trend cannot be fitted on the vintage before. */
        NO_FIT_BEFORE,
        /** The trend cannot be fitted on the run's vintage. */
        NO_FIT_AFTER,
        /** It can be fitted on both, but not with some of the changes between them. */
        NO_FIT_BETWEEN
    }

    /**
     * A trend's growth.
     *
     * @param n observations
     * @param slopeOomPerYear OOM per year, or null where not fitted
     * @param doublingTimeMonths months to double, by the rules' calendar; null where it does not grow
     */
    public record Growth(
            long n,
            @Nullable Double slopeOomPerYear,
            @Nullable Double doublingTimeMonths) {}

    /**
     * The parts of a change in OOM per year; they add up to it but for rounding.
     *
     * @param revised what is said of releases that both vintages have
     * @param added releases that the vintage before lacks
     * @param withdrawn releases that only the vintage before has
     * @param rules other rules of selection, and other years
     */
    public record Split(double revised, double added, double withdrawn, double rules) {}
}
