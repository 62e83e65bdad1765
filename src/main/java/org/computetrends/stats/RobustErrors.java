package org.computetrends.stats;

/**
 * Standard errors of a line's slope that are robust to unequal spread or to dependence within clusters.
 *
 * <p>HC3 (MacKinnon and White 1985) inflates each residual by its leverage and is close to the jackknife. It is robust
 * to a spread that changes with time. CR1 and CR3 are robust to any dependence within a cluster. CR1 sums scores within
 * clusters before squaring them. It needs many clusters of similar size, and is too small with few. CR3 leaves out one
 * cluster at a time, and remains accurate with fewer and unequal clusters.
 */
public final class RobustErrors {

    private RobustErrors() {}

    /** The HC3 standard error of the slope, in OOM per year. NaN if an observation has leverage one. */
    public static double hc3(Cells cells, LineFit fit) {
        double squaredScores = 0;
        for (int i = 0; i < cells.size(); i++) {
            double distance = cells.time()[i] - fit.meanTime();
            double residual = cells.mean()[i] - fit.valueAt(cells.time()[i]);
            double squares = cells.count()[i] * residual * residual + cells.withinSumOfSquares()[i];
            if (fit.isDeterminedBy(cells.time()[i])) {
                return Double.NaN;
            }
            double oneMinusLeverage = 1 - fit.leverage(cells.time()[i]);
            squaredScores += distance * distance * squares / (oneMinusLeverage * oneMinusLeverage);
        }
        return Math.sqrt(squaredScores) / fit.timeSumOfSquares();
    }

    /**
     * The CR3 standard error of the slope, in OOM per year: the jackknife over clusters (MacKinnon, Nielsen and Webb
     * 2023). Larger than CR1 if a few clusters dominate. NaN for fewer than two clusters, or if one cluster alone
     * determines the slope. Student's t has {@code G - 1} degrees of freedom for {@code G} clusters.
     */
    public static double cr3(double[] slopesWithoutEachCluster, LineFit fit) {
        double squares = 0;
        for (double slope : slopesWithoutEachCluster) {
            squares += (slope - fit.slope()) * (slope - fit.slope());
        }
        int clusters = slopesWithoutEachCluster.length;
        return clusters < 2 ? Double.NaN : Math.sqrt(jackknifeVariance(squares, clusters));
    }

    /** The variance of an estimate; {@code squares} is the sum of its squared changes when each cluster is left out. */
    static double jackknifeVariance(double squares, double clusters) {
        return (clusters - 1) / clusters * squares;
    }

    /**
     * The CR1 standard error of the slope, in OOM per year, with the factor {@code G/(G-1) * (n-1)/(n-2)} for {@code G}
     * clusters and {@code n} observations. NaN for fewer than two clusters. Student's t has {@code G - 1} degrees of
     * freedom.
     *
     * @param slopeScores {@link ClusterMoments#slopeScores}
     */
    public static double cr1(double[] slopeScores, LineFit fit) {
        double clusters = slopeScores.length;
        double squaredScores = 0;
        for (double score : slopeScores) {
            squaredScores += score * score;
        }
        return clusters < 2 ? Double.NaN : Math.sqrt(cr1Factor(clusters, fit) * squaredScores) / fit.timeSumOfSquares();
    }

    static double cr1Factor(double clusters, LineFit fit) {
        return clusters / (clusters - 1) * ((fit.n() - 1.0) / (fit.n() - 2.0));
    }
}
