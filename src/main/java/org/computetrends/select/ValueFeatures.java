package org.computetrends.select;

import org.computetrends.domain.Scale;

/**
 * The flags of {@link ObservationFeatures} that depend on other values of the metric around an observation's date: scale,
 * frontier and records.
 */
final class ValueFeatures {
    private final DateStatistics statistics;
    private final ScanPlan.ScaleRule rule;
    private final int[] rankings;

    ValueFeatures(ScanPlan plan) {
        this.statistics = plan.statistics();
        this.rule = plan.rules();
        this.rankings = plan.rankings();
    }

    /**
     * The z-score of a value in the window around its date; NaN if the window has no spread.
     *
     * @param offset the offset of the statistics of its date
     */
    double zScore(int metric, double log10, int offset) {
        double[] ofMetric = statistics.of(metric);
        return (log10 - ofMetric[offset + DateStatistics.WINDOW_MEAN]) / ofMetric[offset + DateStatistics.WINDOW_SD];
    }

    /**
     * The flags of an observation that depend on its value.
     *
     * @param log10 the logarithm of its value
     * @param offset the offset of the statistics of its date
     */
    long flags(int metric, ReleaseBatch batch, int row, double log10, int offset) {
        int day = batch.day[row];
        Scale scale = rule.zScore().scale(zScore(metric, log10, offset), day);
        boolean isKept = scale != Scale.LOW_OUTLIER || !rule.isLowDropped();
        long flags = isKept ? ObservationFeatures.KEPT : 0;
        if (scale == Scale.LARGE) {
            flags |= ObservationFeatures.LARGE_SCALE;
        } else if (scale == Scale.REGULAR && day >= rule.regularFrom()) {
            flags |= ObservationFeatures.REGULAR_SCALE;
        }
        return isRanked(flags, batch.isUnranked[row])
                ? flags | ranks(metric, batch, row, statistics.of(metric), offset)
                : flags;
    }

    /** Whether an observation is ranked. Low outliers that are dropped, and releases left out of ranking, are not. */
    boolean isRanked(long flags, boolean isUnranked) {
        return ObservationFeatures.hasAll(flags, ObservationFeatures.KEPT) && !isUnranked;
    }

    private long ranks(int metric, ReleaseBatch batch, int row, double[] ofMetric, int offset) {
        double value = batch.values.ofMetric(metric)[row];
        long flags = value >= ofMetric[offset + DateStatistics.ENTRY] ? ObservationFeatures.FRONTIER : 0;
        if (value == ofMetric[offset + DateStatistics.LARGEST_OF_DATE]
                && value > ofMetric[offset + DateStatistics.LARGEST_BEFORE]) {
            flags |= ObservationFeatures.RECORD;
        }
        for (int i = 0; i < rankings.length; i++) {
            if (batch.values.ofMetric(rankings[i])[row] >= ofMetric[offset + DateStatistics.RANKING_ENTRIES + i]) {
                flags |= ObservationFeatures.frontierBy(i);
            }
        }
        return flags;
    }
}
