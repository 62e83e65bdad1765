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
import org.computetrends.domain.UserException;
import org.computetrends.select.ConditionSets.Required;

/**
 * Translates cohorts into requirements on {@link ObservationFeatures}, and numbers their conditions on attributes. A
 * cohort contains the observations that have every required flag, meet every required condition and meet no excluded
 * condition.
 */
final class CohortRequirements implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<String> rankings;
    private final List<Attribute> attributes;

    /** All conditions. A condition's index in this list is its number. */
    private final List<Condition> conditions = new ArrayList<>();

    /**
     * A condition on a value of an attribute.
     *
     * @param isUncommon whether the condition is that the value is not one of the common values
     * @param values the common values if {@code isUncommon}, otherwise the values that meet the condition; in lower
     *     case
     */
    private record Condition(Attribute attribute, boolean isUncommon, Set<String> values) implements Serializable {
        boolean holds(String value) {
            return isUncommon != values.contains(value);
        }
    }

    /**
     * @param rankings the ids of the metrics that rank the frontier of another metric
     * @throws UserException if there are more of these metrics than flags for them
     */
    CohortRequirements(List<String> rankings, List<Attribute> attributes) {
        if (rankings.size() > ObservationFeatures.MOST_RANKINGS) {
            throw UserException.usage("frontiers are ranked by " + rankings.size()
                    + " other metrics, more than the " + ObservationFeatures.MOST_RANKINGS + " that are possible: "
                    + String.join(", ", rankings));
        }
        this.rankings = List.copyOf(rankings);
        this.attributes = List.copyOf(attributes);
    }

    /**
     * The requirements of a trend's cohort. A condition that is new gets the next number.
     *
     * @param commonValues the common values of an attribute, in lower case
     */
    Required requirements(TrendSpecification trend, Function<Attribute, Set<String>> commonValues) {
        Cohort cohort = trend.cohort();
        // The flags of frontiers, records and scales imply KEPT.
        long flags = switch (cohort.rule()) {
            case ALL -> ObservationFeatures.KEPT;
            case NOTABLE -> ObservationFeatures.KEPT | ObservationFeatures.NOTABLE;
            case FRONTIER ->
                cohort.rankedBy() == null
                        ? ObservationFeatures.FRONTIER
                        : ObservationFeatures.frontierBy(rankings.indexOf(cohort.rankedBy()));
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

    /** The numbers of the conditions that a text of an attribute meets; empty if the text is no known value. */
    BitSet conditionsMet(int attributeIndex, UTF8String text) {
        Attribute attribute = attributes.get(attributeIndex);
        BitSet met = new BitSet();
        ReleaseRules.attributeValue(attribute, text).ifPresent(value -> {
            String lowerCase = LowerCase.of(value.toString());
            for (int i = 0; i < conditions.size(); i++) {
                Condition condition = conditions.get(i);
                met.set(i, condition.attribute() == attribute && condition.holds(lowerCase));
            }
        });
        return met;
    }
}
