package org.computetrends.domain;

import java.time.LocalDate;
import org.computetrends.stats.BreakForm;
import org.jspecify.annotations.Nullable;

/**
 * A date at which growth changed, if it did.
 *
 * @param form what may change: the slope alone, or the level too
 * @param kinks how many breaks were looked for together
 * @param kink which of them this is, from 1
 * @param status whether it was found
 * @param location where it is and what changes; null where no date leaves enough observations on both sides
 * @param supF the largest F statistic for one break more than {@code kinks - 1}; null where it cannot be had
 * @param pValue its bootstrap p-value, releases taken as independent; null where it cannot be had or no replicates are drawn
 * @param clusterPValue the same with releases of an organization allowed to depend on each other; null also where releases
 *     are too many to be in memory
 * @param deltaBic BIC with these breaks less that with one fewer: negative favours the break; null where undefined
 */
public record Breakpoint(
        BreakForm form,
        int kinks,
        int kink,
        Status status,
        @Nullable Location location,
        @Nullable Double supF,
        @Nullable Double pValue,
        @Nullable Double clusterPValue,
        @Nullable Double deltaBic) {

    /**
     * Where a break is and what changes there.
     *
     * @param date the last day of the growth before
     * @param low the first date of its 95% profile-likelihood interval
     * @param high the last date of it
     * @param slopeBefore OOM per year
     * @param slopeAfter OOM per year
     * @param jumpOom by how much the level jumps, in OOM; zero where the lines meet
     */
    public record Location(
            LocalDate date, LocalDate low, LocalDate high, double slopeBefore, double slopeAfter, double jumpOom) {}

    /** Whether a break was found. */
    public enum Status {
        FITTED,
        /** Its date, or an end of its interval, is as early or as late as the search allows: look beyond it. */
        AT_BOUND,
        /** Every observation is on one line: there is nothing to explain. */
        PERFECT_LINE,
        /** No date leaves enough observations on both sides. */
        TOO_FEW_OBSERVATIONS
    }
}
