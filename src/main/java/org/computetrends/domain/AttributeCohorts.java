package org.computetrends.domain;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.computetrends.domain.Cohort.Attribute;

/** Expands trends whose cohort is a wildcard for the values of an attribute. */
public final class AttributeCohorts {

    private AttributeCohorts() {}

    /** The values of attributes that are common enough for cohorts of their own. */
    @FunctionalInterface
    public interface CommonValues {
        /** The common values of an attribute among a metric's observations. */
        SortedSet<String> of(Attribute attribute, String metric);
    }

    /** The trends with each wildcard replaced by a cohort for every common value, and one for all others. */
    public static List<TrendSpecification> writtenOut(List<TrendSpecification> trends, CommonValues values) {
        Set<TrendSpecification> result = new LinkedHashSet<>();
        for (TrendSpecification trend : trends) {
            for (Cohort cohort : trend.cohort()
                    .writtenOut(attribute -> values.of(attribute, trend.metric().id()))) {
                result.add(new TrendSpecification(trend.metric(), cohort, trend.era(), trend.growthModel()));
            }
        }
        return List.copyOf(result);
    }
}
