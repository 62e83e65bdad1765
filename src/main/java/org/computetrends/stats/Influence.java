package org.computetrends.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/** What single observations do to a line, and how well the line foretells each from the others. */
public final class Influence {

    /** Slope and intercept. */
    private static final int COEFFICIENTS = 2;

    private Influence() {}

    /**
     * Cook's distance of an observation (Cook 1977). Not a number for a perfect fit.
     *
     * @param time its time, in years since 2000-01-01
     * @param value its value, in OOM
     * @param fit the line, this observation included
     */
    public static double cooksDistance(double time, double value, LineFit fit) {
        double residual = value - fit.valueAt(time);
        double leverage = fit.leverage(time);
        double variance = fit.residualSumOfSquares() / fit.degreesOfFreedom();
        return residual * residual / (COEFFICIENTS * variance) * leverage / ((1 - leverage) * (1 - leverage));
    }

    /**
     * The leave-one-out score: the mean over observations of the log density that the line fitted without the
     * observation gives it, a Student t with {@code n - 3} degrees of freedom. Higher is better; comparable between
     * models of the same observations. Not a number for a perfect fit or fewer than four observations.
     */
    public static double leaveOneOutLogScore(Points points, LineFit fit) {
        long degreesOfFreedom = fit.n() - 3;
        if (degreesOfFreedom < 1 || fit.residualSumOfSquares() == 0) {
            return Double.NaN;
        }
        TDistribution student = TDistribution.of((double) degreesOfFreedom);
        double sum = 0;
        for (int i = 0; i < points.size(); i++) {
            double residual = points.value()[i] - fit.valueAt(points.time()[i]);
            double room = 1 - fit.leverage(points.time()[i]);
            double variance = (fit.residualSumOfSquares() - residual * residual / room) / degreesOfFreedom;
            double scale = Math.sqrt(variance / room);
            sum += student.logDensity(residual / room / scale) - Math.log(scale);
        }
        return sum / points.size();
    }
}
