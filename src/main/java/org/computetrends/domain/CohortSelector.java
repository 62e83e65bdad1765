package org.computetrends.domain;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.Cohort.Filter;
import org.jspecify.annotations.Nullable;

/**
 * Determines which observations of a metric belong to a cohort.
 *
 * @param commonValueMinimum an attribute value with at least this many observations is common
 * @param regularScaleFrom the first date of the regular-scale cohort; null if unknown, as for tables that do not record
 *     it
 */
public record CohortSelector(
        long commonValueMinimum, @Nullable LocalDate regularScaleFrom) {

    /** The observations of one metric by index, with the properties that cohorts select by. */
    public interface Observations {
        int size();

        /** Days since 1970-01-01, imputed. */
        long epochDay(int i);

        /** The release's values of an attribute, in lower case. */
        List<String> values(int i, Attribute attribute);

        /** False for a low outlier that the rules drop. Cohorts by scale and records contain none of these anyway. */
        boolean isKept(int i);

        boolean hasScale(int i, Scale scale);

        IntPredicate notable();

        /** Which observations are on the frontier that a metric ranks; null for the observations' own metric. */
        IntPredicate frontier(@Nullable String rankedBy);

        IntPredicate records();
    }

    /** Which observations belong to a cohort. Its wildcards must be {@linkplain Cohort#expandWildcards expanded}. */
    public IntPredicate members(Cohort cohort, Observations observations) {
        IntPredicate isMember = switch (cohort.rule()) {
            case ALL -> observations::isKept;
            case NOTABLE -> observations.notable().and(observations::isKept);
            case FRONTIER -> observations.frontier(cohort.rankedBy()).and(observations::isKept);
            case RECORD -> observations.records();
            case REGULAR_SCALE ->
                i -> observations.hasScale(i, Scale.REGULAR)
                        && (regularScaleFrom == null || observations.epochDay(i) >= regularScaleFrom.toEpochDay());
            case LARGE_SCALE -> i -> observations.hasScale(i, Scale.LARGE);
        };
        for (Filter filter : cohort.filters()) {
            Attribute attribute = filter.attribute();
            Set<String> common =
                    filter.test() == Cohort.Test.UNCOMMON ? commonValues(attribute, observations) : Set.of();
            isMember = isMember.and(i -> filter.isMetBy(observations.values(i, attribute), common));
        }
        return isMember;
    }

    /**
     * The common values of an attribute. The source's own value {@code other} is never one, because its name means all
     * uncommon values.
     */
    public SortedSet<String> commonValues(Attribute attribute, Observations observations) {
        Map<String, Long> counts = new HashMap<>();
        for (int i = 0; i < observations.size(); i++) {
            observations.values(i, attribute).forEach(value -> counts.merge(value, 1L, Long::sum));
        }
        counts.values().removeIf(count -> count < commonValueMinimum);
        counts.remove(Cohort.UNCOMMON_TEXT);
        return new TreeSet<>(counts.keySet());
    }
}
