package org.computetrends.domain;

import java.time.LocalDate;
import org.computetrends.stats.BreakForm;
import org.jspecify.annotations.Nullable;

/**
 * A possible break in a trend: when growth changed most, and the evidence that it did. A row of {@code breakpoints}.
 *
 * @param form what may change: the slope, or the slope and the level
 * @param count the number of breaks in the fitted line, 1 or 2
 * @param number the number of this break, from 1, in order of date
 * @param location null if every observation is on one line, or no date leaves enough observations on both sides
 * @param supF the largest F statistic of {@code count} breaks against one fewer; null if a segment would be too small,
 *     or the line with one break fewer fits perfectly
 * @param pValue the bootstrap p-value of {@code supF}, assuming independent releases; null if not computed
 * @param clusterPValue the bootstrap p-value of {@code supF} that allows for dependence within organizations; null
 *     where {@code pValue} is, or if there are too many releases for memory
 * @param deltaBic BIC with {@code count} breaks minus BIC with one fewer: negative favours the break; null if not
 *     finite
 */
public record Breakpoint(
        BreakForm form,
        int count,
        int number,
        Status status,
        @Nullable Location location,
        @Nullable Double supF,
        @Nullable Double pValue,
        @Nullable Double clusterPValue,
        @Nullable Double deltaBic) {

    /**
     * The date of a break and its changes.
     *
     * @param date the last day before the change
     * @param low the first date of its 95% profile-likelihood interval
     * @param high the last date of that interval
     * @param slopeBefore slope before the break, in OOM per year
     * @param slopeAfter slope after the break, in OOM per year
     * @param jumpOom the jump of the level, in OOM; zero for a continuous break
     */
    public record Location(
            LocalDate date, LocalDate low, LocalDate high, double slopeBefore, double slopeAfter, double jumpOom) {}

    public enum Status {
        FITTED,
        /** The break's date, or an end of its interval, is at a limit of the search; the break may be beyond it. */
        AT_BOUND,
        /** Every observation is on one line. */
        PERFECT_LINE,
        /** No date leaves enough observations on both sides. */
        TOO_FEW_OBSERVATIONS
    }
}
