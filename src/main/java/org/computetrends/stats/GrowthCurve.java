package org.computetrends.stats;

import java.util.Arrays;

/**
 * A curve of {@code y = log10(value)} against time, fitted to observations by least squares.
 *
 * <p>AICc and BIC compare curves fitted to the same observations. Both criteria assume independent normal residuals of
 * equal spread.
 */
public interface GrowthCurve {

    /** The number of fitted observations. */
    long n();

    /** The number of parameters for the information criteria: coefficients, dates of breaks, and the spread. */
    int parameters();

    /** Residual sum of squares over the observations, in OOM squared. */
    double residualSumOfSquares();

    /** Height of the curve at a time in years since 2000-01-01, in OOM. */
    double valueAt(double time);

    /** Growth at a time, in OOM per year. */
    double slopeAt(double time);

    /** The leverage of an observation at a time, with fixed breaks. Nonlinear curves are linearized at the optimum. */
    double leverage(double time);

    /** Residual degrees of freedom: observations minus the parameters of the curve itself. */
    default long degreesOfFreedom() {
        return n() - parameters() + 1;
    }

    /** Residual standard deviation, in OOM; NaN without degrees of freedom. */
    default double residualSd() {
        return degreesOfFreedom() < 1 ? Double.NaN : Math.sqrt(residualSumOfSquares() / degreesOfFreedom());
    }

    /** Maximum of the normal log-likelihood, with the variance RSS/n; infinite for a perfect fit. */
    default double logLikelihood() {
        return -0.5 * n() * (Math.log(2 * Math.PI * residualSumOfSquares() / n()) + 1);
    }

    /**
     * Akaike's criterion with the small-sample correction of Hurvich and Tsai (1989). NaN where the correction is
     * undefined: with at most one observation more than parameters.
     */
    default double aicc() {
        double k = parameters();
        double denominator = n() - k - 1;
        return denominator <= 0 ? Double.NaN : -2 * logLikelihood() + 2 * k + 2 * k * (k + 1) / denominator;
    }

    /** Schwarz's criterion. */
    default double bic() {
        return -2 * logLikelihood() + parameters() * Math.log((double) n());
    }

    /**
     * The weights of curves by AICc or BIC, proportional to {@code exp(-criterion / 2)} (Burnham and Anderson 2002).
     * The weights of finite criteria add up to 1. Other weights are NaN.
     */
    static double[] weights(double[] criteria) {
        double[] finite = Arrays.stream(criteria).filter(Double::isFinite).toArray();
        double least = Arrays.stream(finite).min().orElse(0);
        double sum = Arrays.stream(finite)
                .map(criterion -> Math.exp((least - criterion) / 2))
                .sum();
        return Arrays.stream(criteria)
                .map(criterion -> Double.isFinite(criterion) ? Math.exp((least - criterion) / 2) / sum : Double.NaN)
                .toArray();
    }
}
