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
 * Which observations of a metric a cohort has, whether a run analyses them or tables have them with their labels.
 *
 * @param commonValueMinimum the fewest observations of a common value
 * @param regularScaleFrom the first date of the regular-scale cohort; null for no bound
 */
public record CohortRule(long commonValueMinimum, @Nullable LocalDate regularScaleFrom) {

    /** The observations of one metric by index, with what cohorts ask of them. */
    public interface Observed {
        int size();

        /** Days since 1970-01-01, imputed. */
        long epochDay(int i);

        /** The release's values of an attribute, in lower case. */
        List<String> values(int i, Attribute attribute);

        /** Whether it can belong to cohorts other than those of scale: it is not a low outlier that the rules drop. */
        boolean isKept(int i);

        boolean isOf(int i, Scale scale);

        /** Which ones are notable. */
        IntPredicate notable();

        /**
         * Which ones are on the frontier.
         *
         * @param rankedBy the metric that ranks; null for their own
         */
        IntPredicate frontier(@Nullable String rankedBy);

        IntPredicate records();
    }

    /** Which observations a cohort has; its wildcards must be written out. */
    public IntPredicate of(Cohort cohort, Observed observed) {
        IntPredicate rule = switch (cohort.rule()) {
            case ALL -> observed::isKept;
            case NOTABLE -> observed.notable().and(observed::isKept);
            case FRONTIER -> observed.frontier(cohort.rankedBy()).and(observed::isKept);
            case RECORD -> observed.records();
            case REGULAR_SCALE ->
                i -> observed.isOf(i, Scale.REGULAR)
                        && (regularScaleFrom == null || observed.epochDay(i) >= regularScaleFrom.toEpochDay());
            case LARGE_SCALE -> i -> observed.isOf(i, Scale.LARGE);
        };
        for (Filter filter : cohort.filters()) {
            Attribute attribute = filter.attribute();
            Set<String> common = filter.test() == Cohort.Test.UNCOMMON ? commonValues(attribute, observed) : Set.of();
            rule = rule.and(i -> filter.holds(observed.values(i, attribute), common));
        }
        return rule;
    }

    /** The values with at least the minimum number of observations, without the source's own label for other. */
    public SortedSet<String> commonValues(Attribute attribute, Observed observed) {
        Map<String, Long> counts = new HashMap<>();
        for (int i = 0; i < observed.size(); i++) {
            observed.values(i, attribute).forEach(value -> counts.merge(value, 1L, Long::sum));
        }
        SortedSet<String> common = new TreeSet<>();
        counts.forEach((value, count) -> {
            if (count >= commonValueMinimum && !value.equals(Cohort.OTHER)) {
                common.add(value);
            }
        });
        return common;
    }
}
