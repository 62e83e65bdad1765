package org.computetrends.select;

import org.computetrends.domain.Scale;

/**
 * The features of an observation that depend on other values of the metric around its date: scale, frontier and
 * records.
 */
final class ValueFeatures {
    private final DateLabels labels;
    private final ScanPlan.ScaleRule rule;
    private final int[] rankings;

    ValueFeatures(ScanPlan plan) {
        this.labels = plan.labels();
        this.rule = plan.rules();
        this.rankings = plan.rankings();
    }

    /**
     * The z-score of a value in the window around its date; NaN if the window has no spread.
     *
     * @param at the offset of the labels of its date
     */
    double zScore(int metric, double log10, int at) {
        double[] ofMetric = labels.of(metric);
        return (log10 - ofMetric[at + DateLabels.WINDOW_MEAN]) / ofMetric[at + DateLabels.WINDOW_SD];
    }

    /**
     * The features of an observation.
     *
     * @param log10 the logarithm of its value
     * @param at the offset of the labels of its date
     */
    long of(int metric, ReleaseBatch batch, int row, double log10, int at) {
        int day = batch.day[row];
        Scale scale = rule.zScore().scale(zScore(metric, log10, at), day);
        boolean isInPlay = scale != Scale.LOW_OUTLIER || !rule.isLowDropped();
        long features = isInPlay ? CohortFeatures.IN_PLAY : 0;
        if (scale == Scale.LARGE) {
            features |= CohortFeatures.LARGE_SCALE;
        } else if (scale == Scale.REGULAR && day >= rule.regularFrom()) {
            features |= CohortFeatures.REGULAR_SCALE;
        }
        return isRanked(features, batch.isUnranked[row])
                ? features | ranks(metric, batch, row, labels.of(metric), at)
                : features;
    }

    /** Whether an observation is ranked. Low outliers that are dropped, and releases left out of ranking, are not. */
    boolean isRanked(long features, boolean isUnranked) {
        return (features & CohortFeatures.IN_PLAY) != 0 && !isUnranked;
    }

    private long ranks(int metric, ReleaseBatch batch, int row, double[] ofMetric, int at) {
        double value = batch.values.ofMetric(metric)[row];
        long features = value >= ofMetric[at + DateLabels.ENTRY] ? CohortFeatures.FRONTIER : 0;
        if (value == ofMetric[at + DateLabels.LARGEST_OF_DATE] && value > ofMetric[at + DateLabels.LARGEST_BEFORE]) {
            features |= CohortFeatures.RECORD;
        }
        for (int i = 0; i < rankings.length; i++) {
            if (batch.values.ofMetric(rankings[i])[row] >= ofMetric[at + DateLabels.RANKING_ENTRIES + i]) {
                features |= CohortFeatures.rankedBy(i);
            }
        }
        return features;
    }
}
