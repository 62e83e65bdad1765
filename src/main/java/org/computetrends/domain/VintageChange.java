package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The change of a trend's growth from a vintage to the next, and the parts of this change. A row of
 * {@code vintage_changes}.
 *
 * @param seam the ids of the {@linkplain Seam seams} between the two vintages; null if there are none
 * @param before the trend on the earlier vintage, by the run's rules; in the last comparison, by the preset
 *     {@code vintage-changes.from-rules} if it is set
 * @param after the trend on the later vintage, by the run's rules
 * @param split the parts of the change, or null unless {@code SPLIT}
 * @param revised the number of releases of both vintages whose date or value of the metric differs, or whose value only
 *     one of them has
 * @param added the number of releases with a value of the metric that the earlier vintage does not list
 * @param withdrawn the number of releases with a value of the metric that the later vintage does not list
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

    public enum Status {
        SPLIT,
        /** The trend cannot be fitted on the earlier vintage. */
        NO_FIT_BEFORE,
        /** The trend can be fitted on the earlier vintage, but not on the later one. */
        NO_FIT_AFTER,
        /** The trend can be fitted on both vintages, but not after only some of the changes between them. */
        NO_FIT_BETWEEN
    }

    /**
     * A trend's growth on a vintage.
     *
     * @param n observations
     * @param slopeOomPerYear null if not fitted
     * @param doublingTimeMonths in the rules' months; null if the trend does not grow or is not fitted
     */
    public record Growth(
            long n,
            @Nullable Double slopeOomPerYear,
            @Nullable Double doublingTimeMonths) {}

    /**
     * The parts of a change, in OOM per year. They add up to the change, up to rounding.
     *
     * @param revised the part due to changed values, dates and labels of releases in both vintages
     * @param added the part due to releases that the earlier vintage does not list
     * @param withdrawn the part due to releases that the later vintage does not list
     * @param rules the part due to the preset's rules: which releases are selected, and how many days a year has; else
     *     0
     */
    public record Split(double revised, double added, double withdrawn, double rules) {}
}
