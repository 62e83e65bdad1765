package org.computetrends.domain;

/**
 * The natural key of a trend.
 *
 * @param metric a metric's id
 * @param cohort a cohort's id
 * @param era an era's id
 * @param growthModel the growth model
 */
public record TrendKey(String metric, String cohort, String era, GrowthModel growthModel)
        implements Comparable<TrendKey> {

    private static final java.util.Comparator<TrendKey> ORDER = java.util.Comparator.comparing(TrendKey::metric)
            .thenComparing(TrendKey::cohort)
            .thenComparing(TrendKey::era)
            .thenComparing(TrendKey::growthModel);

    @Override
    public int compareTo(TrendKey other) {
        return ORDER.compare(this, other);
    }
}
