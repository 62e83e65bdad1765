package org.computetrends.stats;

/** A predictive distribution, in OOM (log10 of the value). */
public sealed interface PredictiveDistribution
        permits StudentPrediction, MixturePrediction, FlooredPrediction, SampledPrediction {

    /** The probability of a value of at most {@code 10^log10Value}. */
    double cumulative(double log10Value);

    /** The value that is exceeded with probability {@code 1 - probability}. */
    double quantile(double probability);

    /**
     * The continuous ranked probability score of an outcome, in OOM: the integral over all values {@code x} of
     * {@code (F(x) - 1{x >= actual})^2} (Gneiting and Raftery 2007). Zero is best; for a point forecast it is the absolute
     * error.
     */
    double crps(double actual);
}
