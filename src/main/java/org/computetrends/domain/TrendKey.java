package org.computetrends.domain;

/** What identifies a trend in settings and tables. */
public record TrendKey(String metric, String cohort, String era, GrowthModel growthModel) {

    public TrendKey withEra(String otherEra) {
        return new TrendKey(metric, cohort, otherEra, growthModel);
    }

    public TrendKey withMetric(String otherMetric) {
        return new TrendKey(otherMetric, cohort, era, growthModel);
    }
}
