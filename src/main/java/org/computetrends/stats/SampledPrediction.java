package org.computetrends.stats;

import java.util.Arrays;

/**
 * A predictive distribution given by equally likely values.
 *
 * <p>Quantiles interpolate linearly between values, as in {@link Quantiles#ofSample}. The score is exact for the step
 * function that jumps by {@code 1/n} at each of the n values.
 */
public final class SampledPrediction implements PredictiveDistribution {
    private final double[] sorted;

    /** @param values at least one, all finite, in OOM; copied */
    public SampledPrediction(double[] values) {
        this.sorted = values.clone();
        Arrays.sort(sorted);
        if (sorted.length == 0 || !Double.isFinite(sorted[0]) || !Double.isFinite(sorted[sorted.length - 1])) {
            throw new IllegalArgumentException("a distribution needs finite values, got " + sorted.length + " from "
                    + (sorted.length == 0 ? "none" : sorted[0] + " to " + sorted[sorted.length - 1]));
        }
    }

    @Override
    public double cumulative(double log10Value) {
        return FirstIndex.of(0, sorted.length, i -> sorted[i] > log10Value) / (double) sorted.length;
    }

    @Override
    public double quantile(double probability) {
        double position = Math.max(0, Math.min(sorted.length - 1.0, probability * sorted.length - 0.5));
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** The mean distance of a value from the outcome, minus half of the mean distance between two values. */
    @Override
    public double crps(double actual) {
        // For sorted values x_i, i from zero, the score is 2 / n^2 times the sum of (x_i - actual) w_i. The weights are
        // w_i = n [x_i > actual] - i - 1/2 (Jordan, Krüger and Lerch 2019).
        double sum = 0;
        double n = sorted.length;
        for (int i = 0; i < sorted.length; i++) {
            double weight = (sorted[i] > actual ? n : 0) - i - 0.5;
            sum += weight * (sorted[i] - actual);
        }
        return 2 * sum / (n * n);
    }
}
