package org.computetrends.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/** The influence of single observations on a line, and leave-one-out prediction. */
public final class Influence {

    /** The number of coefficients of a line: slope and intercept. */
    private static final int COEFFICIENTS = 2;

    private Influence() {}

    /** Cook's distance (1977) of a fitted observation. NaN for a perfect fit; meaningless if its leverage is one. */
    public static double cooksDistance(double time, double value, LineFit fit) {
        double residual = value - fit.valueAt(time);
        double leverage = fit.leverage(time);
        double variance = fit.residualSumOfSquares() / fit.degreesOfFreedom();
        return residual * residual / (COEFFICIENTS * variance) * leverage / ((1 - leverage) * (1 - leverage));
    }

    /**
     * The leave-one-out score: the mean log density of each observation under the curve fitted without it. Higher is
     * better. Scores of curves of the same observations are comparable. The density is Student's t with {@code n - k}
     * degrees of freedom, where {@code k} counts {@link GrowthCurve#parameters}.
     *
     * <p>Dates of breaks are not estimated again, which favours curves with breaks. NaN for too few observations, if
     * the fit is perfect with all observations or without one, or if one observation alone determines a coefficient.
     */
    public static double leaveOneOutLogScore(Points points, GrowthCurve curve) {
        long degreesOfFreedom = curve.n() - curve.parameters();
        if (degreesOfFreedom < 1 || curve.residualSumOfSquares() == 0) {
            return Double.NaN;
        }
        TDistribution student = TDistribution.of((double) degreesOfFreedom);
        double sum = 0;
        for (int i = 0; i < points.size(); i++) {
            double residual = points.value()[i] - curve.valueAt(points.time()[i]);
            // The residual and the variance without this observation follow from its leverage.
            double oneMinusLeverage = 1 - curve.leverage(points.time()[i]);
            double variance =
                    (curve.residualSumOfSquares() - residual * residual / oneMinusLeverage) / degreesOfFreedom;
            if (!(variance > 0 && oneMinusLeverage > 1e-9)) {
                return Double.NaN;
            }
            double scale = Math.sqrt(variance / oneMinusLeverage);
            sum += student.logDensity(residual / oneMinusLeverage / scale) - Math.log(scale);
        }
        return sum / points.size();
    }
}
