package org.computetrends.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * By how many months a group of releases follows another on a date, as of a vintage: measured between their fitted
 * lines, and between their records. A row of the table of leads.
 *
 * @param knownTo the end of the vintage's coverage of the metric; null if unknown
 * @param lines null if the lines cannot be compared
 */
public record Lag(
        Lead lead,
        LocalDate vintage,
        LocalDate on,
        @Nullable LocalDate knownTo,
        Status status,
        Side leader,
        Side follower,
        @Nullable Lines lines,
        Stairs stairs) {

    /** A warning for each group without a release in its line: the group's values may be misspelt. */
    public List<String> emptyGroupWarnings() {
        List<String> warnings = new ArrayList<>();
        if (leader.n() == 0) {
            warnings.add(emptyGroupWarning("leader", lead.leader()));
        }
        if (follower.n() == 0) {
            warnings.add(emptyGroupWarning("follower", lead.follower()));
        }
        return warnings;
    }

    private String emptyGroupWarning(String name, Lead.Group group) {
        String values = group.values().isEmpty()
                ? "none of the follower's: " + new TreeSet<>(lead.follower().values())
                : "one of " + new TreeSet<>(group.values());
        return "leads." + lead.id() + "." + name + ": vintage " + vintage + " has no release in the cohort "
                + lead.cohort().id()
                + (group.from() == null ? "" : " since " + group.from())
                + " whose " + lead.attribute().id() + " is " + values;
    }

    public enum Status {
        FITTED,
        /** A group's line has already ended. */
        AFTER_SPAN,
        /** A group has too few releases or dates for a line. */
        TOO_FEW_RELEASES,
        /** One group's releases end before the other's begin. */
        NO_COMMON_SPAN,
        /** A line does not rise, so a distance does not correspond to a time. */
        NOT_GROWING
    }

    /**
     * The releases in a group's line.
     *
     * @param n the number of releases
     * @param first the date of the first release; null if there is none
     * @param last the date of the last release; null if there is none
     * @param slope the line's slope, in OOM per year; null if there is no line
     */
    public record Side(
            long n,
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            @Nullable Double slope) {}

    /**
     * The distance between two lines, with 95% intervals.
     *
     * @param gapOom the leader's line minus the follower's on the date, in OOM
     * @param behind {@linkplain Lead.Measure#BEHIND months behind}
     * @param catchUp {@linkplain Lead.Measure#CATCH_UP months to catch up}
     * @param averageBehind mean months behind over the span that both lines cover; the same on every date
     */
    public record Lines(
            double gapOom, MedianAndInterval behind, MedianAndInterval catchUp, MedianAndInterval averageBehind) {
        public MedianAndInterval months(Lead.Measure measure) {
            return switch (measure) {
                case BEHIND -> behind;
                case CATCH_UP -> catchUp;
            };
        }
    }

    /**
     * The distance between the staircases of the two groups. The steps of a staircase are the records of its group.
     * {@code recordCount}, {@code unmatchedCount} and {@code average} are the same on every date.
     *
     * @param record the follower's record on the date; null if it has none
     * @param match the leader's first release at least as large as that record; null if there is none
     * @param months from the match to the date; null without a match
     * @param recordCount the number of the follower's records since its line begins
     * @param unmatchedCount the number of these records that the leader never reached
     * @param average mean months from match to record over the matched records, with a 95% interval; null without a
     *     matched record
     */
    public record Stairs(
            @Nullable Step record,
            @Nullable Step match,
            @Nullable Double months,
            long recordCount,
            long unmatchedCount,
            @Nullable MedianAndInterval average) {}

    /**
     * A release that was the largest of its group.
     *
     * @param name its name in the source; its id if read from tables of an earlier version
     * @param publishedOn null if read from tables of an earlier version
     */
    public record Step(
            String releaseId, String name, @Nullable LocalDate publishedOn) {}
}
