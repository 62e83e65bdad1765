package org.computetrends.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * By how much a follower trailed its leader on a date, as a vintage has it.
 *
 * @param lead which two groups
 * @param vintage the vintage
 * @param on the date
 * @param knownTo where the vintage's coverage of the metric ends; null where it cannot be said
 * @param status whether lines could be compared
 * @param leader what the leader's line goes through
 * @param follower what the follower's line goes through
 * @param lines the distance between the lines; null where they cannot be compared
 * @param stairs the distance between the largest so far of each
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

    /** A sentence for each group without a release on its line: its values may be misspelt. */
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
                + (group.from() == null ? "" : " since " + group.from()) + " has one of the values "
                + new TreeSet<>(group.values()) + " as its " + lead.attribute().id();
    }

    /** Whether two lines can be compared. */
    public enum Status {
        FITTED,
        /** A group has no releases on its line any more. */
        AFTER_SPAN,
        /** A group has too few releases, or of too few dates, for a line. */
        TOO_FEW_RELEASES,
        /** One group's releases end before the other's begin. */
        NO_COMMON_SPAN,
        /** A line does not rise, so that no time corresponds to a distance. */
        NOT_GROWING
    }

    /**
     * The releases of a group that its line goes through.
     *
     * @param n how many
     * @param first the date of the first; null where there is none
     * @param last the date of the last; null likewise
     * @param slope of the line, OOM a year; null where there is none
     */
    public record Side(
            long n,
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            @Nullable Double slope) {}

    /**
     * The distance between two lines.
     *
     * @param gapOom how far the leader's is above the follower's, OOM
     * @param behind {@linkplain Lead.Measure#BEHIND so many months}, with a 95% interval
     * @param catchUp {@linkplain Lead.Measure#CATCH_UP so many months}, likewise
     * @param averageBehind mean months behind over the span that the lines share, likewise; the same on every date
     */
    public record Lines(double gapOom, Quantity behind, Quantity catchUp, Quantity averageBehind) {
        /** The distance as a lead reads it. */
        public Quantity by(Lead.Measure measure) {
            return switch (measure) {
                case BEHIND -> behind;
                case CATCH_UP -> catchUp;
            };
        }
    }

    /**
     * The distance between the largest releases so far.
     *
     * @param record the follower's largest by the date; null where it has none
     * @param match the leader's first that was as large; null where none is
     * @param months from the match to the date; null without a match
     * @param records how often the follower had a new largest since its line begins; the same on every date, as what follows
     * @param unmatched of these, those that the leader never had
     * @param average mean months from the match to the record, over the others, with a 95% interval; null where there is none
     */
    public record Stairs(
            @Nullable String record,
            @Nullable String match,
            @Nullable Double months,
            long records,
            long unmatched,
            @Nullable Quantity average) {}
}
