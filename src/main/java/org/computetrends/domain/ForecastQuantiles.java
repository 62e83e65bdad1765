package org.computetrends.domain;

import java.util.Arrays;
import org.computetrends.stats.PredictiveDistribution;
import org.computetrends.stats.Quantiles;

/** The quantiles of a forecast, in log10 of the metric's unit: {@code p025} is the 2.5% quantile. */
public record ForecastQuantiles(
        double p025, double p10, double p25, double median, double p75, double p90, double p975) {

    private static final double[] PROBABILITIES = {0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975};

    /** The quantiles of a distribution. */
    public static ForecastQuantiles of(PredictiveDistribution distribution) {
        return of(Arrays.stream(PROBABILITIES).map(distribution::quantile).toArray());
    }

    /** The quantiles of equally likely values, in any order. */
    public static ForecastQuantiles ofSample(double[] values) {
        return of(Quantiles.ofSample(values, PROBABILITIES));
    }

    private static ForecastQuantiles of(double[] quantiles) {
        return new ForecastQuantiles(
                quantiles[0], quantiles[1], quantiles[2], quantiles[3], quantiles[4], quantiles[5], quantiles[6]);
    }

    /** Median minus outcome, in OOM: positive if the forecast was too high. */
    public double error(double actual) {
        return median - actual;
    }

    /** Whether an outcome in log10 of the metric's unit is in the central 50% interval. */
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
            double distance = actual - quantiles[i];
            sum += Math.max(PROBABILITIES[i] * distance, (PROBABILITIES[i] - 1) * distance);
        }
        return sum / quantiles.length;
    }
}
