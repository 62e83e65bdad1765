package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The specification of a trend: one metric over one cohort within one era, by one growth model.
 *
 * @param metric the metric
 * @param cohort the releases
 * @param era the span
 * @param growthModel the assumed shape
 */
public record TrendSpecification(Metric metric, Cohort cohort, Era era, GrowthModel growthModel) {

    public TrendKey key() {
        return new TrendKey(metric.id(), cohort.id(), era.id(), growthModel);
    }

    /**
     * This trend with its era ended at a date, under the same key. Unchanged if the date is null or not after the era's
     * start.
     */
    public TrendSpecification endedAt(@Nullable LocalDate end) {
        boolean endsEarlier = end != null && (era.to() == null || end.isBefore(era.to()));
        boolean isAfterStart = end != null && (era.from() == null || era.from().isBefore(end));
        return endsEarlier && isAfterStart
                ? new TrendSpecification(metric, cohort, new Era(era.id(), era.from(), end), growthModel)
                : this;
    }
}
