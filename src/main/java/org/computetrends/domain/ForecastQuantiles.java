package org.computetrends.domain;

import org.computetrends.stats.PredictiveDistribution;
import org.computetrends.stats.Quantiles;

/**
 * The quantiles of a forecast, in log10 of the metric's unit.
 *
 * @param p025 exceeded with 97.5%
 * @param p10 exceeded with 90%
 * @param p25 exceeded with 75%
 * @param median exceeded with 50%
 * @param p75 exceeded with 25%
 * @param p90 exceeded with 10%
 * @param p975 exceeded with 2.5%
 */
public record ForecastQuantiles(
        double p025, double p10, double p25, double median, double p75, double p90, double p975) {

    private static final double[] PROBABILITIES = {0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975};

    public static ForecastQuantiles of(PredictiveDistribution distribution) {
        return new ForecastQuantiles(
                distribution.quantile(0.025),
                distribution.quantile(0.1),
                distribution.quantile(0.25),
                distribution.quantile(0.5),
                distribution.quantile(0.75),
                distribution.quantile(0.9),
                distribution.quantile(0.975));
    }

    /** The quantiles of equally likely values, in any order. */
    public static ForecastQuantiles ofSample(double[] values) {
        double[] quantiles = Quantiles.ofSample(values, PROBABILITIES);
        return new ForecastQuantiles(
                quantiles[0], quantiles[1], quantiles[2], quantiles[3], quantiles[4], quantiles[5], quantiles[6]);
    }

    /** Median minus outcome, in OOM: positive if the forecast was too high. */
    public double error(double actual) {
        return median - actual;
    }

    public boolean isIn50(double actual) {
        return p25 <= actual && actual <= p75;
    }

    public boolean isIn80(double actual) {
        return p10 <= actual && actual <= p90;
    }

    public boolean isIn95(double actual) {
        return p025 <= actual && actual <= p975;
    }

    /** The mean of the pinball losses of the seven quantiles, in OOM. */
    public double pinball(double actual) {
        double[] quantiles = {p025, p10, p25, median, p75, p90, p975};
        double sum = 0;
        for (int i = 0; i < quantiles.length; i++) {
            double above = actual - quantiles[i];
            sum += Math.max(PROBABILITIES[i] * above, (PROBABILITIES[i] - 1) * above);
        }
        return sum / quantiles.length;
    }
}
