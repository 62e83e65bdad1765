package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A configured comparison of two groups of releases, of which one follows the other; {@link Lag} is the result.
 *
 * @param cohort which releases of each group are compared; ranks and records are within the group
 * @param attribute the attribute whose values define the groups
 * @param leader the group that is followed; without values, every release that is not the follower's
 * @param excludedReleases ids of releases that are left out; a vintage may lack them
 * @param measure the measure to quote if one number is needed
 */
public record Lead(
        String id,
        String label,
        String metric,
        Cohort cohort,
        Cohort.Attribute attribute,
        Group leader,
        Group follower,
        Set<String> excludedReleases,
        Measure measure) {

    /** A note for readers: which numbers to compare, and which to quote. */
    public static final String ADVICE =
            "Compare only numbers of the same measure. The setting leads.*.measure says which one a lead quotes: by default"
                    + " the one of the published analysis that the lead repeats. A lead compares a metric, not ability. Releases"
                    + " without an estimate count for neither side. Quote the distance of the lines, which has an interval, with"
                    + " its date. The distance of single releases may be more recent, but depends on only two estimates.";

    public Lead {
        excludedReleases = Set.copyOf(excludedReleases);
    }

    /**
     * The releases with one of some values of the lead's attribute.
     *
     * @param values in lower case
     * @param from the first date of releases in the group's line; null for no bound
     */
    public record Group(
            String label, Set<String> values, @Nullable LocalDate from) {
        public Group {
            values = Set.copyOf(values);
        }

        private boolean contains(List<String> releaseValues) {
            return !Collections.disjoint(releaseValues, values);
        }
    }

    /** Ways to read the distance between two lines in months. */
    public enum Measure {
        /** Months since the leader's line was at the follower's current height. */
        BEHIND,
        /** Months until the follower's line reaches the leader's current height. */
        CATCH_UP;

        public String definition() {
            return switch (this) {
                case BEHIND -> "months since the leader's line was as high as the follower's is.";
                case CATCH_UP -> "months until the follower's line, at its own pace, is as high as the leader's is.";
            };
        }
    }

    /** The sentences that define both groups, with the display name of the cohort. */
    public String groupDefinitions(String cohortName) {
        return definitionOf(follower) + " " + definitionOf(leader) + " Cohort within each group: " + cohortName
                + cohortExplanation() + ".";
    }

    private String cohortExplanation() {
        return switch (cohort.rule()) {
            case RECORD -> " (each larger than every earlier one of its group)";
            case FRONTIER -> " (each among the largest of its group on its day)";
            case ALL, NOTABLE, REGULAR_SCALE, LARGE_SCALE -> "";
        };
    }

    private String definitionOf(Group group) {
        return Character.toUpperCase(group.label().charAt(0)) + group.label().substring(1) + ": "
                + (group.values().isEmpty()
                        ? "all others"
                        : attribute.id()
                                + (group.values().size() == 1 ? " is " : " is any of ")
                                + String.join(", ", new TreeSet<>(group.values())))
                + (group.from() == null ? "." : "; line from " + group.from() + ".");
    }

    /**
     * Whether a release with these attribute values belongs to the leader. With values of both groups, it belongs to
     * the follower.
     */
    public boolean isLeader(List<String> values) {
        return !follower.contains(values) && (leader.values().isEmpty() || leader.contains(values));
    }

    /** Whether a release with these attribute values belongs to the follower. */
    public boolean isFollower(List<String> values) {
        return follower.contains(values);
    }
}
