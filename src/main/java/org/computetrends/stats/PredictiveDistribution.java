package org.computetrends.stats;

/** A predictive distribution, in OOM (log10 of the value). */
public sealed interface PredictiveDistribution
        permits StudentPrediction, MixturePrediction, FlooredPrediction, SampledPrediction {

    /** The probability of a value of at most {@code 10^log10Value}. */
    double cumulative(double log10Value);

    /** The quantile for a probability, in OOM. Several probabilities may have the same quantile, such as a floor. */
    double quantile(double probability);

    /**
     * The continuous ranked probability score of an outcome, in OOM: the integral of {@code (F(x) - 1{x >= actual})^2}
     * over all values {@code x} (Gneiting and Raftery 2007). Zero is best; a point forecast has its absolute error.
     *
     * @param actual the outcome, as log10 of the value
     */
    double crps(double actual);
}
