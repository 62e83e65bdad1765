package org.computetrends.domain;

/** The natural key of a trend. */
public record TrendKey(String metric, String cohort, String era, GrowthModel growthModel) {

    /** The same trend within another era. */
    public TrendKey withEra(String otherEra) {
        return new TrendKey(metric, cohort, otherEra, growthModel);
    }

    /** The same trend of another metric. */
    public TrendKey withMetric(String otherMetric) {
        return new TrendKey(otherMetric, cohort, era, growthModel);
    }
}
