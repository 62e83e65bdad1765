package org.computetrends.stats;

import java.util.Optional;

/**
 * The difference of two lines' slopes. Their observations and clusters may overlap: a release, or a cluster, counts by its
 * influence on the first slope minus its influence on the second slope.
 *
 * <p>Tests use Student's t. For disjoint trends the degrees of freedom follow Welch and Satterthwaite; otherwise they are
 * the smaller of both trends'. {@code shared} are the cells of the observations in both trends. Moments by cluster are
 * those of the clusters of both trends, in the same order for each trend.
 *
 * @param first the line whose slope is the minuend
 * @param second the line whose slope is the subtrahend
 */
public record SlopeDifference(LineFit first, LineFit second) {

    /** A variance below this share of its terms is rounding: the slopes have the same observations. */
    private static final double UNDETERMINED = 1e-12;

    /** The variance of one slope, in OOM squared per year squared, and its degrees of freedom. */
    private record SlopeVariance(double variance, double degreesOfFreedom) {}

    /** The first slope minus the second, in OOM per year. */
    public double estimate() {
        return first.slope() - second.slope();
    }

    /**
     * The classical test: the spread is constant within each trend. For an observation in both trends, the covariance of its
     * errors is the mean product of its two residuals.
     */
    public Optional<SlopeTest> ols(Cells shared) {
        double products = 0;
        double timeProducts = 0;
        for (int i = 0; i < shared.size(); i++) {
            double time = shared.time()[i];
            products += residualProducts(shared, i);
            timeProducts += shared.count()[i] * (time - first.meanTime()) * (time - second.meanTime());
        }
        // The covariance of errors times sum((t - mean1) (t - mean2)) / (Stt1 Stt2), over shared observations.
        double covariance = shared.size() == 0
                ? 0
                : products
                        / shared.observations()
                        * Math.sqrt(sampleFactor(first) * sampleFactor(second))
                        * timeProducts
                        / (first.timeSumOfSquares() * second.timeSumOfSquares());
        SlopeVariance ofFirst = slopeVariance(first.slopeSe(), first);
        SlopeVariance ofSecond = slopeVariance(second.slopeSe(), second);
        return test(ofFirst.variance + ofSecond.variance - 2 * covariance, ofFirst, ofSecond, shared.size() == 0);
    }

    /** The test by HC3: each trend's spread may change with time. */
    public Optional<SlopeTest> hc3(Cells firstCells, Cells secondCells, Cells shared) {
        double covariance = 0;
        for (int i = 0; i < shared.size(); i++) {
            double time = shared.time()[i];
            covariance += slopeChange(time, first) * slopeChange(time, second) * residualProducts(shared, i);
        }
        SlopeVariance ofFirst = slopeVariance(RobustErrors.hc3(firstCells, first), first);
        SlopeVariance ofSecond = slopeVariance(RobustErrors.hc3(secondCells, second), second);
        return test(ofFirst.variance + ofSecond.variance - 2 * covariance, ofFirst, ofSecond, shared.size() == 0);
    }

    /**
     * The test by CR1: observations of a cluster may depend on each other. Its standard error is too small with few or
     * unequal clusters. Empty if the difference has no variance, or a trend has a single cluster.
     */
    public Optional<SlopeTest> cr1(ClusterMoments firstClusters, ClusterMoments secondClusters) {
        double[] firstChanges = firstClusters.slopeChanges(first);
        double[] secondChanges = secondClusters.slopeChanges(second);
        double firstFactor = Math.sqrt(RobustErrors.cr1Factor(firstClusters.nonEmptyCount(), first));
        double secondFactor = Math.sqrt(RobustErrors.cr1Factor(secondClusters.nonEmptyCount(), second));
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
     * trends. It remains accurate with fewer and more unequal clusters than CR1. Empty if the difference has no variance, a
     * trend has a single cluster, or one cluster alone determines its slope.
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
                RobustErrors.jackknifeVariance(squares, firstSlopes.length),
                RobustErrors.jackknifeVariance(firstSquares, firstClusters.nonEmptyCount()),
                RobustErrors.jackknifeVariance(secondSquares, secondClusters.nonEmptyCount()),
                firstClusters,
                secondClusters);
    }

    private Optional<SlopeTest> byClusters(
            double variance,
            double firstVariance,
            double secondVariance,
            ClusterMoments firstClusters,
            ClusterMoments secondClusters) {
        int firstSize = firstClusters.nonEmptyCount();
        int secondSize = secondClusters.nonEmptyCount();
        if (firstSize < 2 || secondSize < 2) {
            return Optional.empty();
        }
        return test(
                variance,
                new SlopeVariance(firstVariance, Math.min(firstSize - 1.0, (double) first.degreesOfFreedom())),
                new SlopeVariance(secondVariance, Math.min(secondSize - 1.0, (double) second.degreesOfFreedom())),
                firstSize + secondSize == firstClusters.size());
    }

    /** Disjoint trends have independent slopes, so the formula of Welch and Satterthwaite applies. */
    private Optional<SlopeTest> test(
            double variance, SlopeVariance ofFirst, SlopeVariance ofSecond, boolean isDisjoint) {
        double sum = ofFirst.variance + ofSecond.variance;
        double degreesOfFreedom = isDisjoint
                ? sum
                        * sum
                        / (ofFirst.variance * ofFirst.variance / ofFirst.degreesOfFreedom
                                + ofSecond.variance * ofSecond.variance / ofSecond.degreesOfFreedom)
                : Math.min(ofFirst.degreesOfFreedom, ofSecond.degreesOfFreedom);
        // For trends of the same observations, only rounding is left.
        return SlopeTest.student(estimate(), variance > UNDETERMINED * sum ? variance : 0, degreesOfFreedom);
    }

    /** The sum, over a cell's observations, of the product of the residuals from both lines. */
    private double residualProducts(Cells shared, int cell) {
        double time = shared.time()[cell];
        return shared.count()[cell]
                        * (shared.mean()[cell] - first.valueAt(time))
                        * (shared.mean()[cell] - second.valueAt(time))
                + shared.withinSumOfSquares()[cell];
    }

    /** The change of the slope per unit of leave-one-out residual at a time. */
    private static double slopeChange(double time, LineFit line) {
        return (time - line.meanTime()) / line.timeSumOfSquares() / (1 - line.leverage(time));
    }

    private static SlopeVariance slopeVariance(double standardError, LineFit line) {
        return new SlopeVariance(standardError * standardError, (double) line.degreesOfFreedom());
    }

    /** Corrects a mean of squared residuals for the two fitted coefficients. */
    private static double sampleFactor(LineFit line) {
        return line.n() / (line.n() - 2.0);
    }
}
