package org.computetrends.stats;

import java.util.Optional;

/**
 * The difference of two lines' slopes. Their observations and clusters may overlap: a release, or a cluster, counts by its
 * influence on the first slope minus that on the second.
 *
 * <p>Tests use Student's t. For disjoint trends the degrees of freedom are those of Welch and Satterthwaite; otherwise, the
 * smaller of both trends'.
 *
 * @param first the line whose slope is the minuend
 * @param second the other line
 */
public record SlopeDifference(LineFit first, LineFit second) {

    /** A variance below this share of its terms is rounding: the slopes have the same observations. */
    private static final double UNDETERMINED = 1e-12;

    /** The variance of one slope, in OOM squared per year squared, and its degrees of freedom. */
    private record SlopeVariance(double variance, double degreesOfFreedom) {}

    /** The first slope minus the second, in OOM per year. */
    public double slopes() {
        return first.slope() - second.slope();
    }

    /**
     * The classical test: the spread is constant within each trend. The errors of a shared observation are correlated as
     * its two residuals are on average.
     *
     * @param shared cells of the observations in both trends
     */
    public Optional<SlopeTest> ols(Cells shared) {
        double products = 0;
        double distances = 0;
        for (int i = 0; i < shared.size(); i++) {
            double time = shared.time()[i];
            products += residualProducts(shared, i);
            distances += shared.count()[i] * (time - first.meanTime()) * (time - second.meanTime());
        }
        double covariance = shared.size() == 0
                ? 0
                : products
                        / shared.observations()
                        * Math.sqrt(correction(first) * correction(second))
                        * distances
                        / (first.timeSumOfSquares() * second.timeSumOfSquares());
        SlopeVariance ofFirst = part(first.slopeSe(), first);
        SlopeVariance ofSecond = part(second.slopeSe(), second);
        return test(ofFirst.variance + ofSecond.variance - 2 * covariance, ofFirst, ofSecond, shared.size() == 0);
    }

    /**
     * The test by HC3: each trend's spread may change with time.
     *
     * @param firstCells cells of the first trend
     * @param secondCells cells of the second trend
     * @param shared cells of the observations in both trends
     */
    public Optional<SlopeTest> hc3(Cells firstCells, Cells secondCells, Cells shared) {
        double covariance = 0;
        for (int i = 0; i < shared.size(); i++) {
            double time = shared.time()[i];
            covariance += pull(time, first) * pull(time, second) * residualProducts(shared, i);
        }
        SlopeVariance ofFirst = part(RobustErrors.hc3(firstCells, first), first);
        SlopeVariance ofSecond = part(RobustErrors.hc3(secondCells, second), second);
        return test(ofFirst.variance + ofSecond.variance - 2 * covariance, ofFirst, ofSecond, shared.size() == 0);
    }

    /**
     * The test by CR1: observations of a cluster may depend on each other. Too small with few or unequal clusters.
     *
     * @param firstClusters the first trend's moments of the clusters of both trends
     * @param secondClusters the second trend's moments of the same clusters in the same order
     * @return empty if the difference has no variance, or a trend has a single cluster
     */
    public Optional<SlopeTest> cr1(ClusterMoments firstClusters, ClusterMoments secondClusters) {
        double[] firstChanges = firstClusters.slopeChanges(first);
        double[] secondChanges = secondClusters.slopeChanges(second);
        double firstFactor = Math.sqrt(factor(firstClusters.occupied(), first));
        double secondFactor = Math.sqrt(factor(secondClusters.occupied(), second));
        double firstVariance = 0;
        double secondVariance = 0;
        double variance = 0;
        for (int g = 0; g < firstChanges.length; g++) {
            double inFirst = firstFactor * firstChanges[g];
            double inSecond = secondFactor * secondChanges[g];
            firstVariance += inFirst * inFirst;
            secondVariance += inSecond * inSecond;
            variance += (inFirst - inSecond) * (inFirst - inSecond);
        }
        return byClusters(variance, firstVariance, secondVariance, firstClusters, secondClusters);
    }

    /**
     * The test by CR3, the jackknife over clusters (MacKinnon, Nielsen and Webb 2023): a cluster is left out of both
     * trends. It remains accurate with fewer and more unequal clusters than CR1.
     *
     * @param firstClusters the first trend's moments of the clusters of both trends
     * @param secondClusters the second trend's moments of the same clusters in the same order
     * @return empty if the difference has no variance, a trend has a single cluster, or one cluster alone determines
     *     its slope
     */
    public Optional<SlopeTest> cr3(ClusterMoments firstClusters, ClusterMoments secondClusters) {
        double[] firstSlopes = Jackknife.slopesWithoutEachCluster(firstClusters, first);
        double[] secondSlopes = Jackknife.slopesWithoutEachCluster(secondClusters, second);
        double firstSquares = 0;
        double secondSquares = 0;
        double squares = 0;
        for (int g = 0; g < firstSlopes.length; g++) {
            double inFirst = firstSlopes[g] - first.slope();
            double inSecond = secondSlopes[g] - second.slope();
            firstSquares += inFirst * inFirst;
            secondSquares += inSecond * inSecond;
            squares += (inFirst - inSecond) * (inFirst - inSecond);
        }
        return byClusters(
                jackknifed(squares, firstSlopes.length),
                jackknifed(firstSquares, firstClusters.occupied()),
                jackknifed(secondSquares, secondClusters.occupied()),
                firstClusters,
                secondClusters);
    }

    private Optional<SlopeTest> byClusters(
            double variance,
            double firstVariance,
            double secondVariance,
            ClusterMoments firstClusters,
            ClusterMoments secondClusters) {
        int firstSize = firstClusters.occupied();
        int secondSize = secondClusters.occupied();
        if (firstSize < 2 || secondSize < 2) {
            return Optional.empty();
        }
        return test(
                variance,
                new SlopeVariance(firstVariance, Math.min(firstSize - 1.0, (double) first.degreesOfFreedom())),
                new SlopeVariance(secondVariance, Math.min(secondSize - 1.0, (double) second.degreesOfFreedom())),
                firstSize + secondSize == firstClusters.size());
    }

    private Optional<SlopeTest> test(
            double variance, SlopeVariance ofFirst, SlopeVariance ofSecond, boolean independent) {
        double sum = ofFirst.variance + ofSecond.variance;
        double degreesOfFreedom = independent
                ? sum
                        * sum
                        / (ofFirst.variance * ofFirst.variance / ofFirst.degreesOfFreedom
                                + ofSecond.variance * ofSecond.variance / ofSecond.degreesOfFreedom)
                : Math.min(ofFirst.degreesOfFreedom, ofSecond.degreesOfFreedom);
        // For trends of the same observations, only rounding is left.
        return SlopeTest.student(slopes(), variance > UNDETERMINED * sum ? variance : 0, degreesOfFreedom);
    }

    /** The sum over a cell's observations of the product of their residuals from both lines. */
    private double residualProducts(Cells shared, int cell) {
        double time = shared.time()[cell];
        return shared.count()[cell]
                        * (shared.mean()[cell] - first.valueAt(time))
                        * (shared.mean()[cell] - second.valueAt(time))
                + shared.withinSumOfSquares()[cell];
    }

    /** The change of the slope per unit of leave-one-out residual at a time. */
    private static double pull(double time, LineFit line) {
        return (time - line.meanTime()) / line.timeSumOfSquares() / (1 - line.leverage(time));
    }

    private static SlopeVariance part(double standardError, LineFit line) {
        return new SlopeVariance(standardError * standardError, (double) line.degreesOfFreedom());
    }

    private static double correction(LineFit line) {
        return line.n() / (line.n() - 2.0);
    }

    private static double jackknifed(double squares, double clusters) {
        return (clusters - 1) / clusters * squares;
    }

    private static double factor(double clusters, LineFit line) {
        return clusters / (clusters - 1) * ((line.n() - 1.0) / (line.n() - 2.0));
    }
}
