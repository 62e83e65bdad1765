package org.computetrends.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The lag of a follower behind its leader on a date, by a vintage. A row of the table of leads.
 *
 * @param knownTo the end of the vintage's coverage of the metric; null if unknown
 * @param leader the releases in the leader's line
 * @param follower the releases in the follower's line
 * @param lines the distance between the lines; null if they cannot be compared
 * @param stairs the distance between the records of leader and follower
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

    /** A warning for each group without a release in its line: its values may be misspelt. */
    public List<String> emptyGroups() {
        List<String> sentences = new ArrayList<>();
        if (leader.n() == 0) {
            sentences.add(emptyGroup("leader", lead.leader()));
        }
        if (follower.n() == 0) {
            sentences.add(emptyGroup("follower", lead.follower()));
        }
        return sentences;
    }

    private String emptyGroup(String name, Lead.Group group) {
        return "leads." + lead.id() + "." + name + ": no release of vintage " + vintage + " in the cohort "
                + lead.cohort().id()
                + (group.from() == null ? "" : " since " + group.from())
                + (group.values().isEmpty()
                        ? " is outside the follower's values "
                                + new TreeSet<>(lead.follower().values()) + " of "
                        : " has one of the values " + new TreeSet<>(group.values()) + " as its ")
                + lead.attribute().id();
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
     * The distance between two lines.
     *
     * @param gapOom the leader's line minus the follower's, in OOM
     * @param behind {@linkplain Lead.Measure#BEHIND months behind}, with a 95% interval
     * @param catchUp {@linkplain Lead.Measure#CATCH_UP months to catch up}, with a 95% interval
     * @param averageBehind mean months behind over the span that the lines share, with a 95% interval; equal on every
     *     date
     */
    public record Lines(double gapOom, Quantity behind, Quantity catchUp, Quantity averageBehind) {
        /** The months by a lead's measure. */
        public Quantity by(Lead.Measure measure) {
            return switch (measure) {
                case BEHIND -> behind;
                case CATCH_UP -> catchUp;
            };
        }
    }

    /**
     * The distance between the records, each of which is a step of a staircase over time.
     *
     * @param record the follower's record on the date; null if it has none
     * @param match the leader's first release of at least that size; null if there is none
     * @param months from the match to the date; null without a match
     * @param records the number of the follower's records since its line begins; the same on every date, as are the
     *     next two
     * @param unmatched the number of these records that the leader never reached
     * @param average mean months from match to record, over the matched records, with a 95% interval; null without any
     */
    public record Stairs(
            @Nullable Step record,
            @Nullable Step match,
            @Nullable Double months,
            long records,
            long unmatched,
            @Nullable Quantity average) {}

    /**
     * A release that was the largest of its group.
     *
     * @param name its name in the source; its id in tables that an earlier version published
     * @param publishedOn null in tables that an earlier version published
     */
    public record Step(
            String releaseId, String name, @Nullable LocalDate publishedOn) {}
}
