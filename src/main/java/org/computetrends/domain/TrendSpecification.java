package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a trend is of: one metric over one cohort within one era, by one growth model.
 *
 * @param metric the quantity
 * @param cohort which releases
 * @param era when
 * @param growthModel the shape assumed
 */
public record TrendSpecification(Metric metric, Cohort cohort, Era era, GrowthModel growthModel) {

    /** The trend's key in tables. */
    public TrendKey key() {
        return new TrendKey(metric.id(), cohort.id(), era.id(), growthModel);
    }

    /** Ended at a date, under the same key; as it is where that is null or the era begins no earlier. */
    public TrendSpecification endedAt(@Nullable LocalDate end) {
        boolean isEarlier = end != null && (era.to() == null || end.isBefore(era.to()));
        boolean leavesSome = end != null && (era.from() == null || era.from().isBefore(end));
        return isEarlier && leavesSome
                ? new TrendSpecification(metric, cohort, new Era(era.id(), era.from(), end), growthModel)
                : this;
    }
}
