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
 * Translates cohorts into features of observations: bits for ranks and scale, and numbered conditions on attributes.
 *
 * <p>A cohort contains the observations that have every feature it requires and meet no condition it excludes. So
 * observations with equal features belong to the same cohorts, and the scan sums them together.
 */
final class CohortFeatures implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The observation is not a low outlier, or low outliers are kept. */
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

    /**
     * A condition on a value of an attribute: it is one of some values, or it is none of the common values.
     *
     * @param values the values in lower case; the common ones if {@code isUncommon}
     */
    private record Condition(Attribute attribute, boolean isUncommon, Set<String> values) implements Serializable {
        boolean holds(String found) {
            return isUncommon != values.contains(found);
        }
    }

    /**
     * @param rankings the ids of the metrics that rank the frontier of another metric
     * @param attributes the attributes that filters use
     */
    CohortFeatures(List<String> rankings, List<Attribute> attributes) {
        this.rankings = List.copyOf(rankings);
        this.attributes = List.copyOf(attributes);
    }

    /**
     * The feature of being on the frontier of another metric.
     *
     * @param ranking the index of that metric among the ranking metrics
     */
    static long rankedBy(int ranking) {
        return 1L << (FIRST_RANKING + ranking);
    }

    /**
     * The features that a trend requires of its observations. Numbers its conditions where they are new.
     *
     * @param common the common values of an attribute, in lower case
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

    /**
     * The numbers of the conditions that a text of an attribute meets.
     *
     * @param attribute the index of the attribute
     */
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
