package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Stream;
import org.computetrends.domain.Cohort.Attribute;
import org.jspecify.annotations.Nullable;

/** The specification of a trend: one metric over one cohort within one era, by one growth model. */
public record TrendSpecification(Metric metric, Cohort cohort, Era era, GrowthModel growthModel) {

    public TrendKey key() {
        return new TrendKey(metric.id(), cohort.id(), era.id(), growthModel);
    }

    /** A trend for each cohort that this one's wildcards mean: see {@link Cohort#expandWildcards}. */
    public Stream<TrendSpecification> expandWildcards(Function<Attribute, ? extends Collection<String>> commonValues) {
        return cohort.expandWildcards(commonValues).stream()
                .map(expanded -> new TrendSpecification(metric, expanded, era, growthModel));
    }

    /** This trend with its era cut at a date, under the same key. Unchanged if the date is null or outside the era. */
    public TrendSpecification endedAt(@Nullable LocalDate end) {
        boolean endsEarlier = end != null && (era.to() == null || end.isBefore(era.to()));
        boolean isAfterStart = end != null && (era.from() == null || era.from().isBefore(end));
        return endsEarlier && isAfterStart
                ? new TrendSpecification(metric, cohort, new Era(era.id(), era.from(), end), growthModel)
                : this;
    }
}
