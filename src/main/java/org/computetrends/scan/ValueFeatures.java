package org.computetrends.scan;

/** The features of an observation that follow from its value, among those of the same metric around its date. */
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
     * The features of an observation.
     *
     * @param at where the labels of its date begin
     */
    long of(int metric, ReleaseBatch batch, int row, double log10, int at) {
        int day = batch.day[row];
        double[] ofMetric = labels.of(metric);
        // Comparisons with a z-score that is not there are false.
        double z = (log10 - ofMetric[at + DateLabels.WINDOW_MEAN]) / ofMetric[at + DateLabels.WINDOW_SD];
        boolean isLow = z < rule.lowBelow();
        boolean isLarge = !isLow && z > rule.largeAbove() && day >= rule.largeFrom();
        boolean isInPlay = !isLow || !rule.isLowDropped();
        long features = isInPlay ? CohortFeatures.IN_PLAY : 0;
        if (isLarge) {
            features |= CohortFeatures.LARGE_SCALE;
        } else if (!isLow && day >= rule.regularFrom()) {
            features |= CohortFeatures.REGULAR_SCALE;
        }
        return isInPlay && !batch.isDerivative[row] ? features | ranks(metric, batch, row, ofMetric, at) : features;
    }

    private long ranks(int metric, ReleaseBatch batch, int row, double[] ofMetric, int at) {
        double value = batch.values(metric)[row];
        long features = value >= ofMetric[at + DateLabels.ENTRY] ? CohortFeatures.FRONTIER : 0;
        if (value == ofMetric[at + DateLabels.LARGEST_OF_DATE] && value > ofMetric[at + DateLabels.LARGEST_BEFORE]) {
            features |= CohortFeatures.RECORD;
        }
        for (int i = 0; i < rankings.length; i++) {
            if (batch.values(rankings[i])[row] >= ofMetric[at + DateLabels.RANKING_ENTRIES + i]) {
                features |= CohortFeatures.rankedBy(i);
            }
        }
        return features;
    }
}
