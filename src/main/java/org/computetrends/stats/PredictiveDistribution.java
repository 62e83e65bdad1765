package org.computetrends.stats;

/** A predictive distribution, in OOM (log10 of the value). */
public sealed interface PredictiveDistribution
        permits StudentPrediction, MixturePrediction, FlooredPrediction, SampledPrediction {

    /** The probability of a value of at most {@code 10^log10Value}. */
    double cumulative(double log10Value);

    /**
     * The quantile for a probability, in OOM. Sampled values are interpolated. At an atom, such as a floor, several
     * probabilities have the same quantile.
     */
    double quantile(double probability);

    /**
     * The continuous ranked probability score of an outcome, in OOM: the integral over all values {@code x} of
     * {@code (F(x) - 1{x >= actual})^2} (Gneiting and Raftery 2007). Zero is best; for a point forecast it is the
     * absolute error.
     *
     * @param actual the outcome, as log10 of the value
     */
    double crps(double actual);
}
