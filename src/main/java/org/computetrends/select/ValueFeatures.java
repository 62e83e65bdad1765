package org.computetrends.select;

import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.Scale;
import org.computetrends.domain.ZScoreRule;

/**
 * Computes the flags of {@link ObservationFeatures} that follow from a comparison with {@link DateStatistics}: kept,
 * scale, frontier and record.
 */
final class ValueFeatures {
    private final ReleaseBatch batch;
    private final DateStatistics statistics;
    private final ZScoreRule zScoreRule;
    private final long regularFromDay;
    private final boolean areLowOutliersDropped;

    /** The indices of the metrics that rank the frontier of another metric. */
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
     * The z-score of a value in the window of days around its date; NaN if the window has no spread.
     *
     * @param offset the {@link DateStatistics#offset} of the value's date
     */
    double zScore(int metric, double log10, int offset) {
        double[] ofMetric = statistics.ofMetric(metric);
        return (log10 - ofMetric[offset + DateStatistics.WINDOW_MEAN]) / ofMetric[offset + DateStatistics.WINDOW_SD];
    }

    /**
     * These flags of an observation.
     *
     * @param offset the {@link DateStatistics#offset} of the observation's date
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
        return isRanked(row, flags) ? flags | rankFlags(metric, row, statistics.ofMetric(metric), offset) : flags;
    }

    /**
     * Whether an observation has a rank: it was not dropped as a low outlier, and its release is not left out of ranks.
     *
     * @param flags the flags of the observation, of which only {@link ObservationFeatures#KEPT} is read
     */
    boolean isRanked(int row, long flags) {
        return ObservationFeatures.hasAll(flags, ObservationFeatures.KEPT) && !batch.isUnranked[row];
    }

    private long rankFlags(int metric, int row, double[] ofMetric, int offset) {
        double value = batch.values.metricValues(metric)[row];
        long flags = value >= ofMetric[offset + DateStatistics.ENTRY] ? ObservationFeatures.FRONTIER : 0;
        if (value == ofMetric[offset + DateStatistics.LARGEST_OF_DATE]
                && value > ofMetric[offset + DateStatistics.LARGEST_BEFORE]) {
            flags |= ObservationFeatures.RECORD;
        }
        // Comparisons with NaN are false: without a value of the ranking metric, the release is not on its frontier.
        for (int i = 0; i < rankings.length; i++) {
            if (batch.values.metricValues(rankings[i])[row] >= ofMetric[offset + DateStatistics.RANKING_ENTRIES + i]) {
                flags |= ObservationFeatures.frontierBy(i);
            }
        }
        return flags;
    }
}
