package org.computetrends.domain;

import java.time.LocalDate;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How a trend's growth changed between a vintage and the one before it, and what of it is owed to what.
 *
 * @param trend the trend
 * @param fromVintage the earlier vintage
 * @param toVintage the later vintage
 * @param seam the ids of the seams between them, or null
 * @param status whether the change could be split, and if not, why
 * @param before the trend on the earlier vintage, by the rules applied to it
 * @param after the trend on the later vintage, by the run's rules
 * @param split the parts of the change, or null unless {@code SPLIT}
 * @param revised releases of both vintages whose value of the metric, or date, differs
 * @param added releases with a value of the metric that the earlier vintage lacks
 * @param withdrawn releases with a value of the metric that only the earlier vintage has
 */
public record VintageChange(
        TrendKey trend,
        LocalDate fromVintage,
        LocalDate toVintage,
        @Nullable String seam,
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
        /** The trend cannot be fitted on the earlier vintage. */
        NO_FIT_BEFORE,
        /** The trend cannot be fitted on the later vintage. */
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
            @Nullable Double doublingTimeMonths) {

        /** The growth of a slope that was fitted. */
        public static Growth of(long n, double slopeOomPerYear, DoublingTime doublingTime) {
            OptionalDouble months = doublingTime.months();
            return new Growth(n, slopeOomPerYear, months.isPresent() ? (Double) months.getAsDouble() : null);
        }
    }

    /**
     * The parts of a change in OOM per year; they add up to it but for rounding.
     *
     * @param revised what is said of releases that both vintages have
     * @param added releases that the earlier vintage lacks
     * @param withdrawn releases that only the earlier vintage has
     * @param rules other rules of selection, and other years
     */
    public record Split(double revised, double added, double withdrawn, double rules) {}
}
