package org.computetrends.select;

import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.Scale;
import org.computetrends.domain.ZScoreRule;

/**
 * The flags of {@link ObservationFeatures} that depend on other values of the metric around an observation's date: scale,
 * frontier and records.
 */
final class ValueFeatures {
    private final ReleaseBatch batch;
    private final DateStatistics statistics;
    private final ZScoreRule zScoreRule;
    private final long regularFromDay;
    private final boolean areLowOutliersDropped;
    private final int[] rankings;

    ValueFeatures(ScanPlan plan, ReleaseBatch batch) {
        this.batch = batch;
        this.statistics = plan.statistics();
        this.zScoreRule = plan.rules().zScore();
        this.regularFromDay = plan.rules().regularScaleFrom().toEpochDay();
        this.areLowOutliersDropped = plan.rules().outliers() == OutlierRule.DROP;
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
     * @param offset the offset of the statistics of its date
     */
    long flags(int metric, int row, double log10, int offset) {
        int day = batch.day[row];
        Scale scale = zScoreRule.scale(zScore(metric, log10, offset), day);
        boolean isKept = scale != Scale.LOW_OUTLIER || !areLowOutliersDropped;
        long flags = isKept ? ObservationFeatures.KEPT : 0;
        if (scale == Scale.LARGE) {
            flags |= ObservationFeatures.LARGE_SCALE;
        } else if (scale == Scale.REGULAR && day >= regularFromDay) {
            flags |= ObservationFeatures.REGULAR_SCALE;
        }
        return isRanked(row, flags) ? flags | rankFlags(metric, row, statistics.of(metric), offset) : flags;
    }

    /** Whether an observation is ranked. Low outliers that are dropped, and releases left out of ranking, are not. */
    boolean isRanked(int row, long flags) {
        return ObservationFeatures.hasAll(flags, ObservationFeatures.KEPT) && !batch.isUnranked[row];
    }

    private long rankFlags(int metric, int row, double[] ofMetric, int offset) {
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
