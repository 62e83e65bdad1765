package org.computetrends.domain;

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
}
