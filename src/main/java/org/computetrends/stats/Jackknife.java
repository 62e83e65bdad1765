package org.computetrends.stats;

import java.util.Arrays;

/**
 * The slope of a line without one observation, or without one cluster, in OOM per year. Jackknife variances, bootstrap
 * intervals and the influence of single releases use these slopes. The line must be the fit to exactly the given
 * observations.
 */
public final class Jackknife {

    private Jackknife() {}

    /** The slope without each observation, in their order; meaningless where {@link LineFit#isDeterminedBy} is true. */
    public static double[] slopesWithoutEachObservation(Points points, LineFit fit) {
        double[] slopes = new double[points.size()];
        Arrays.setAll(slopes, i -> slopeWithout(points.time()[i], points.value()[i], fit));
        return slopes;
    }

    /**
     * The slope without one of the fitted observations: {@code slope - (t - mean) residual / ((1 - leverage) Stt)}. Stt
     * is the sum of squares of time.
     */
    public static double slopeWithout(double time, double value, LineFit fit) {
        double residual = value - fit.valueAt(time);
        double oneMinusLeverage = 1 - fit.leverage(time);
        return fit.slope() - (time - fit.meanTime()) * residual / (oneMinusLeverage * fit.timeSumOfSquares());
    }

    /** The slope without each cluster, in their order. NaN if the remaining clusters do not determine the slope. */
    public static double[] slopesWithoutEachCluster(ClusterMoments clusters, LineFit fit) {
        ClusterMoments centred = clusters.centredAt(fit.meanTime(), fit.meanValue());
        double[] slopes = new double[clusters.size()];
        for (int g = 0; g < slopes.length; g++) {
            // Sums over the remaining clusters. Over all clusters, centred times and values add up to 0.
            double n = fit.n() - centred.count()[g];
            double timeSum = -centred.time()[g];
            double valueSum = -centred.value()[g];
            double squares = fit.timeSumOfSquares() - centred.timeSquared()[g] - timeSum * timeSum / n;
            double products = fit.slope() * fit.timeSumOfSquares() - centred.timeValue()[g] - timeSum * valueSum / n;
            // If the remaining observations are of one date, their sum of squares is only rounding error.
            slopes[g] = n > 0 && squares > 1e-12 * fit.timeSumOfSquares() ? products / squares : Double.NaN;
        }
        return slopes;
    }
}
