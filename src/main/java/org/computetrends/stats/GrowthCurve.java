package org.computetrends.stats;

import java.util.Arrays;

/**
 * A curve of {@code y = log10(value)} against time, fitted to observations by least squares.
 *
 * <p>Criteria and leave-one-out scores compare curves fitted to the same observations. All assume independent normal
 * residuals of equal spread.
 */
public interface GrowthCurve {

    /** Observations fitted. */
    long n();

    /** The number of parameters for the information criteria: coefficients, dates of breaks, and the spread. */
    int parameters();

    /** Residual sum of squares over the observations, in OOM squared. */
    double residualSumOfSquares();

    /** Height of the curve at a time in years since 2000-01-01, in OOM. */
    double valueAt(double time);

    /** Growth at a time, in OOM per year. */
    double slopeAt(double time);

    /**
     * The leverage of a single observation at a time. Dates of breaks are fixed; a curve that is nonlinear in its
     * parameters is linearized at its optimum.
     */
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
     * Akaike's criterion with the small-sample correction of Hurvich and Tsai (1989). NaN if there is at most one
     * observation more than parameters, where the correction is undefined.
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
     * The weights of curves by one of the criteria, proportional to {@code exp(-criterion / 2)} (Burnham and Anderson 2002).
     * Their sum is 1. NaN where the criterion is not finite.
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
