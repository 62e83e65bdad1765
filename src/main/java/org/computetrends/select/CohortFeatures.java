package org.computetrends.select;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.Cohort.Filter;
import org.computetrends.domain.LowerCase;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.select.ConditionSets.Required;

/**
 * The features that cohorts require of observations: bits, and conditions on attributes. A cohort contains the
 * observations that have all of its features. Observations with equal features belong to the same cohorts and are summed
 * together.
 */
final class CohortFeatures implements Serializable {
    private static final long serialVersionUID = 1L;

    static final long IN_PLAY = 1;
    static final long NOTABLE = 1 << 1;
    static final long FRONTIER = 1 << 2;
    static final long RECORD = 1 << 3;
    static final long REGULAR_SCALE = 1 << 4;
    static final long LARGE_SCALE = 1 << 5;
    private static final int FIRST_RANKING = 6;

    private final List<String> rankings;
    private final List<Attribute> attributes;
    private final List<Condition> conditions = new ArrayList<>();

    /** A condition on a value of an attribute: to be one of some values, or not to be one of the common values. */
    private record Condition(Attribute attribute, boolean isUncommon, Set<String> values) implements Serializable {
        boolean holds(String found) {
            return isUncommon != values.contains(found);
        }
    }

    /**
     * @param rankings the metrics that rank others
     * @param attributes the attributes that filters use
     */
    CohortFeatures(List<String> rankings, List<Attribute> attributes) {
        this.rankings = List.copyOf(rankings);
        this.attributes = List.copyOf(attributes);
    }

    /** The feature of being on the frontier by the i-th ranking metric. */
    static long rankedBy(int ranking) {
        return 1L << (FIRST_RANKING + ranking);
    }

    /**
     * The features that a trend requires of its observations.
     *
     * @param common the common values of an attribute, for conditions on the others
     */
    Required required(TrendSpecification trend, java.util.function.Function<Attribute, Set<String>> common) {
        Cohort cohort = trend.cohort();
        long required = switch (cohort.rule()) {
            case ALL -> IN_PLAY;
            case NOTABLE -> IN_PLAY | NOTABLE;
            case FRONTIER ->
                cohort.rankedBy() == null ? FRONTIER : IN_PLAY | rankedBy(rankings.indexOf(cohort.rankedBy()));
            case RECORD -> RECORD;
            case REGULAR_SCALE -> REGULAR_SCALE;
            case LARGE_SCALE -> LARGE_SCALE;
        };
        BitSet asked = new BitSet();
        BitSet excluded = new BitSet();
        for (Filter filter : cohort.filters()) {
            boolean isUncommon = filter.test() == Cohort.Test.UNCOMMON;
            (filter.test() == Cohort.Test.NONE_OF ? excluded : asked)
                    .set(number(new Condition(
                            filter.attribute(),
                            isUncommon,
                            new HashSet<>(isUncommon ? common.apply(filter.attribute()) : filter.values()))));
        }
        return new Required(required, asked, excluded);
    }

    private int number(Condition condition) {
        if (!conditions.contains(condition)) {
            conditions.add(condition);
        }
        return conditions.indexOf(condition);
    }

    /** The conditions that a text of an attribute meets. */
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
