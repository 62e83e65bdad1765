package org.computetrends.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A line of {@code y = log10(value)} on time, fitted by {@link LeastSquaresLine}, with its classical inference.
 *
 * <p>Inference assumes independent normal residuals of equal variance: Student's t with {@code n - 2} degrees of
 * freedom. Releases of a laboratory are dependent and the spread varies, so classical intervals are too narrow.
 *
 * @param n observations, at least 3
 * @param meanTime mean time of the observations, in years since 2000-01-01
 * @param meanValue height of the line at {@code meanTime}, in OOM
 * @param slope OOM per year
 * @param timeSumOfSquares sum of squared deviations of time from its mean, in years squared, positive
 * @param residualSumOfSquares residual sum of squares over the observations, in OOM squared
 * @param totalSumOfSquares sum of squared deviations of the values from their mean, in OOM squared
 */
public record LineFit(
        long n,
        double meanTime,
        double meanValue,
        double slope,
        double timeSumOfSquares,
        double residualSumOfSquares,
        double totalSumOfSquares)
        implements GrowthCurve {

    /** Slope, intercept and residual variance: the parameters counted by the information criteria. */
    private static final int PARAMETERS = 3;

    public LineFit {
        if (n < 3) {
            throw new IllegalArgumentException("a line with a residual variance needs 3 observations, got " + n);
        }
        if (!(timeSumOfSquares > 0)) {
            throw new IllegalArgumentException("a line needs two distinct times");
        }
    }

    /**
     * Removes rounding errors, given the largest magnitude of the values: a line through equal values is flat, and a
     * line through all observations has no residuals.
     */
    public LineFit withoutRounding(double largestMagnitude) {
        double rounding = Cells.roundingSumOfSquares(n, largestMagnitude);
        if (totalSumOfSquares <= rounding) {
            return new LineFit(n, meanTime, meanValue, 0, timeSumOfSquares, 0, 0);
        }
        double residuals = residualSumOfSquares <= rounding ? 0 : residualSumOfSquares;
        return new LineFit(n, meanTime, meanValue, slope, timeSumOfSquares, residuals, totalSumOfSquares);
    }

    @Override
    public double valueAt(double time) {
        return meanValue + slope * (time - meanTime);
    }

    @Override
    public int parameters() {
        return PARAMETERS;
    }

    @Override
    public double slopeAt(double time) {
        return slope;
    }

    /** Classical standard error of the slope, in OOM per year. */
    public double slopeSe() {
        return residualSd() / Math.sqrt(timeSumOfSquares);
    }

    /** Classical confidence interval of the slope at a level such as 0.95, in OOM per year. */
    public Interval slopeInterval(double level) {
        return around(slope, slopeSe(), level);
    }

    /** Confidence interval of the line at a time, in OOM. */
    public Interval lineInterval(double time, double level) {
        return around(valueAt(time), residualSd() * Math.sqrt(leverage(time)), level);
    }

    /** Share of the variance that the line explains; NaN if all values are equal. */
    public double rSquared() {
        return 1 - residualSumOfSquares / totalSumOfSquares;
    }

    /**
     * When the line reaches a height, with Fieller's (1954) interval at a level such as 0.95.
     *
     * @param errorRatio standard errors as a multiple of the classical ones
     */
    public InversePrediction whenLineReaches(double height, double level, double errorRatio) {
        double quantile = TDistribution.of((double) degreesOfFreedom()).inverseCumulativeProbability(0.5 + level / 2);
        return InversePrediction.of(this, height, errorRatio * quantile * residualSd());
    }

    @Override
    public double leverage(double time) {
        double distance = time - meanTime;
        return 1.0 / n + distance * distance / timeSumOfSquares;
    }

    /** Whether an observation at a time alone determines the slope, because all others are of one date. */
    public boolean isDeterminedBy(double time) {
        return leverage(time) > 1 - 1e-9; // The leverage is then one, up to rounding.
    }

    private Interval around(double centre, double standardError, double level) {
        return Interval.student(centre, standardError, (double) degreesOfFreedom(), level);
    }
}
