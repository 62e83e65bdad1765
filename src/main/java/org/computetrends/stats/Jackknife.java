package org.computetrends.stats;

/**
 * The slope of a line without one observation, or without one cluster, in OOM per year. For jackknife variances and
 * bootstrap intervals, and for the influence of single releases. The line must be the fit of exactly these
 * observations.
 */
public final class Jackknife {

    private Jackknife() {}

    /**
     * The slope without each observation, in their order. An entry is meaningless if all other observations are of one
     * date: see {@link LineFit#isDeterminedBy}.
     */
    public static double[] slopesWithoutEachObservation(Points points, LineFit fit) {
        double[] slopes = new double[points.size()];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = slopeWithout(points.time()[i], points.value()[i], fit);
        }
        return slopes;
    }

    /**
     * The slope without one of the fitted observations: {@code slope - (t - mean) * residual / ((1 - leverage) *
     * timeSumOfSquares)}.
     */
    public static double slopeWithout(double time, double value, LineFit fit) {
        double residual = value - fit.valueAt(time);
        double oneMinusLeverage = 1 - fit.leverage(time);
        return fit.slope() - (time - fit.meanTime()) * residual / (oneMinusLeverage * fit.timeSumOfSquares());
    }

    /** The slope without each cluster, in their order. NaN if the remaining ones do not determine it. */
    public static double[] slopesWithoutEachCluster(ClusterMoments clusters, LineFit fit) {
        ClusterMoments centred = clusters.centredAt(fit.meanTime(), fit.meanValue());
        double[] slopes = new double[clusters.size()];
        for (int g = 0; g < slopes.length; g++) {
            // Sums over the remaining clusters. The totals of centred times and values are 0, so they are minus the own
            // sums.
            double n = fit.n() - centred.count()[g];
            double timeSum = -centred.time()[g];
            double valueSum = -centred.value()[g];
            double squares = fit.timeSumOfSquares() - centred.timeSquared()[g] - timeSum * timeSum / n;
            double products = fit.slope() * fit.timeSumOfSquares() - centred.timeValue()[g] - timeSum * valueSum / n;
            // If the rest is of one date, its sum of squares is only rounding error.
            slopes[g] = n > 0 && squares > 1e-12 * fit.timeSumOfSquares() ? products / squares : Double.NaN;
        }
        return slopes;
    }
}
