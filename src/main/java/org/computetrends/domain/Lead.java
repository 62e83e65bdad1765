package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two groups of releases, defined by values of an attribute, of which one follows the other.
 *
 * @param id its name in tables
 * @param label what people call it
 * @param metric the metric's id
 * @param cohort the releases of each group that are compared, ranked within their group
 * @param attribute the attribute whose values define the groups
 * @param leader the group that is followed; with no values it is every release that is not the follower's
 * @param follower the group that follows
 * @param excludedReleases ids of releases that are left out; a vintage may lack them
 * @param measure what counts as its lag where one number is asked for
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

    public Lead {
        excludedReleases = Set.copyOf(excludedReleases);
    }

    /**
     * A group.
     *
     * @param label what people call it
     * @param values a release with one of these, in lower case, belongs to it
     * @param from its line goes through releases from this date; null for all
     */
    public record Group(
            String label, Set<String> values, @Nullable LocalDate from) {
        public Group {
            values = Set.copyOf(values);
        }

        private boolean has(List<String> ofRelease) {
            return !Collections.disjoint(ofRelease, values);
        }
    }

    /** Ways to read the distance between two lines in months. */
    public enum Measure {
        /** Since the leader's line was as high as the follower's is. */
        BEHIND,
        /** Until the follower's line, at its own pace, is as high as the leader's is. */
        CATCH_UP
    }

    /** Whether a release belongs to the leader, by its values of the attribute. One with values of both is the follower's. */
    public boolean isLeader(List<String> values) {
        return !follower.has(values) && (leader.values().isEmpty() || leader.has(values));
    }

    /** Whether a release belongs to the follower, by its values of the attribute. */
    public boolean isFollower(List<String> values) {
        return follower.has(values);
    }
}
