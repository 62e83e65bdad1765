package org.computetrends.select;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.Cohort.Filter;
import org.computetrends.domain.LowerCase;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.select.ConditionSets.Required;

/**
 * Translates cohorts into requirements on {@link ObservationFeatures}, and numbers their conditions on attributes. A cohort
 * contains the observations that have every required flag, meet every required condition, and meet no excluded one.
 */
final class CohortRequirements implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<String> rankings;
    private final List<Attribute> attributes;
    private final List<Condition> conditions = new ArrayList<>();

    /**
     * A condition on a value of an attribute: it is one of some values, or it is none of the common values.
     *
     * @param values the values in lower case; the common ones if {@code isUncommon}
     */
    private record Condition(Attribute attribute, boolean isUncommon, Set<String> values) implements Serializable {
        boolean holds(String value) {
            return isUncommon != values.contains(value);
        }
    }

    /**
     * @param rankings the ids of the metrics that rank the frontier of another metric
     */
    CohortRequirements(List<String> rankings, List<Attribute> attributes) {
        this.rankings = List.copyOf(rankings);
        this.attributes = List.copyOf(attributes);
    }

    /**
     * The requirements of a trend's cohort. New conditions get the next numbers.
     *
     * @param commonValues the common values of an attribute, in lower case
     */
    Required required(TrendSpecification trend, Function<Attribute, Set<String>> commonValues) {
        Cohort cohort = trend.cohort();
        long flags = switch (cohort.rule()) {
            case ALL -> ObservationFeatures.KEPT;
            case NOTABLE -> ObservationFeatures.KEPT | ObservationFeatures.NOTABLE;
            case FRONTIER ->
                cohort.rankedBy() == null
                        ? ObservationFeatures.FRONTIER
                        : ObservationFeatures.KEPT
                                | ObservationFeatures.frontierBy(rankings.indexOf(cohort.rankedBy()));
            case RECORD -> ObservationFeatures.RECORD;
            case REGULAR_SCALE -> ObservationFeatures.REGULAR_SCALE;
            case LARGE_SCALE -> ObservationFeatures.LARGE_SCALE;
        };
        BitSet required = new BitSet();
        BitSet excluded = new BitSet();
        for (Filter filter : cohort.filters()) {
            boolean isUncommon = filter.test() == Cohort.Test.UNCOMMON;
            (filter.test() == Cohort.Test.NONE_OF ? excluded : required)
                    .set(number(new Condition(
                            filter.attribute(),
                            isUncommon,
                            new HashSet<>(isUncommon ? commonValues.apply(filter.attribute()) : filter.values()))));
        }
        return new Required(flags, required, excluded);
    }

    private int number(Condition condition) {
        if (!conditions.contains(condition)) {
            conditions.add(condition);
        }
        return conditions.indexOf(condition);
    }

    /** The numbers of the conditions that a text of an attribute meets. */
    BitSet met(int attribute, UTF8String text) {
        return ReleaseRules.value(attributes.get(attribute), text)
                .map(value -> met(attributes.get(attribute), value.toString()))
                .orElseGet(BitSet::new);
    }

    private BitSet met(Attribute attribute, String value) {
        BitSet met = new BitSet();
        String name = LowerCase.of(value);
        for (int i = 0; i < conditions.size(); i++) {
            met.set(
                    i,
                    conditions.get(i).attribute() == attribute
                            && conditions.get(i).holds(name));
        }
        return met;
    }
}
