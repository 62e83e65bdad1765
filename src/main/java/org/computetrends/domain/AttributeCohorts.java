package org.computetrends.domain;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.BiFunction;
import org.computetrends.domain.Cohort.Attribute;

/** Expands trends whose cohort is a wildcard for the values of an attribute. */
public final class AttributeCohorts {

    private AttributeCohorts() {}

    /**
     * The trends with each wildcard replaced by a cohort for every common value, and one for all other values.
     *
     * @param trends the trends
     * @param commonValues by attribute and metric: the common values
     */
    public static List<TrendSpecification> writtenOut(
            List<TrendSpecification> trends, BiFunction<Attribute, String, SortedSet<String>> commonValues) {
        Set<TrendSpecification> result = new LinkedHashSet<>();
        for (TrendSpecification trend : trends) {
            for (Cohort cohort : trend.cohort()
                    .writtenOut(attribute ->
                            commonValues.apply(attribute, trend.metric().id()))) {
                result.add(new TrendSpecification(trend.metric(), cohort, trend.era(), trend.growthModel()));
            }
        }
        return List.copyOf(result);
    }
}
