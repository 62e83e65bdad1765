package org.computetrends.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * The difference of the slopes of two trends, and tests that it is zero. Trends may share observations and clusters.
 * An observation's influence on the difference is its influence on the first slope minus that on the second.
 *
 * <p>Tests use Student's t. Trends are disjoint if no observation, or in tests by clusters no cluster, is in both. The
 * degrees of freedom of disjoint trends follow Welch and Satterthwaite. Otherwise they are the smaller of the two
 * trends' degrees of freedom. {@code shared} are the cells of the observations in both trends. Moments by cluster cover
 * the clusters of both trends together, in the same order for each trend. A cluster may be empty in one trend.
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
     * The classical test: the spread is constant within each trend. The two errors of a shared observation have a
     * covariance, which is the mean product of the residuals from both lines. Empty if the difference has no variance.
     */
    public Optional<SlopeTest> ols(Cells shared) {
        double products = 0;
        double timeProducts = 0;
        for (int i = 0; i < shared.size(); i++) {
            double time = shared.time()[i];
            products += residualProducts(shared, i);
            timeProducts += shared.count()[i] * (time - first.meanTime()) * (time - second.meanTime());
        }
        // The covariance of errors times sum((t - mean1) (t - mean2)) / (Stt1 Stt2), over shared observations. Stt is
        // the sum of squares of time.
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

    /**
     * The test by HC3: each trend's spread may change with time. Empty if the difference has no variance, or if one
     * observation alone determines a trend's slope.
     */
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
        Arrays.setAll(firstChanges, g -> firstFactor * firstChanges[g]);
        Arrays.setAll(secondChanges, g -> secondFactor * secondChanges[g]);
        return byClusters(
                differenceSquares(firstChanges, secondChanges),
                squares(firstChanges),
                squares(secondChanges),
                firstClusters,
                secondClusters);
    }

    /**
     * The test by CR3, the jackknife over clusters (MacKinnon, Nielsen and Webb 2023): a cluster is left out of both
     * trends. It remains accurate with fewer and more unequal clusters than CR1. Empty if the difference has no
     * variance, a trend has a single cluster, or one cluster alone determines a trend's slope.
     */
    public Optional<SlopeTest> cr3(ClusterMoments firstClusters, ClusterMoments secondClusters) {
        double[] firstChanges = Jackknife.slopesWithoutEachCluster(firstClusters, first);
        double[] secondChanges = Jackknife.slopesWithoutEachCluster(secondClusters, second);
        Arrays.setAll(firstChanges, g -> firstChanges[g] - first.slope());
        Arrays.setAll(secondChanges, g -> secondChanges[g] - second.slope());
        return byClusters(
                RobustErrors.jackknifeVariance(differenceSquares(firstChanges, secondChanges), firstChanges.length),
                RobustErrors.jackknifeVariance(squares(firstChanges), firstClusters.nonEmptyCount()),
                RobustErrors.jackknifeVariance(squares(secondChanges), secondClusters.nonEmptyCount()),
                firstClusters,
                secondClusters);
    }

    private static double squares(double[] changes) {
        return differenceSquares(changes, new double[changes.length]);
    }

    /** The sum over clusters: the squared difference between the changes of the two slopes. */
    private static double differenceSquares(double[] firstChanges, double[] secondChanges) {
        double sum = 0;
        for (int g = 0; g < firstChanges.length; g++) {
            sum += (firstChanges[g] - secondChanges[g]) * (firstChanges[g] - secondChanges[g]);
        }
        return sum;
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

    /** The test, given the variance of the difference. Welch's degrees of freedom need independent slopes. */
    private Optional<SlopeTest> test(
            double variance, SlopeVariance ofFirst, SlopeVariance ofSecond, boolean isDisjoint) {
        double sum = ofFirst.variance + ofSecond.variance;
        double degreesOfFreedom = isDisjoint
                ? sum
                        * sum
                        / (ofFirst.variance * ofFirst.variance / ofFirst.degreesOfFreedom
                                + ofSecond.variance * ofSecond.variance / ofSecond.degreesOfFreedom)
                : Math.min(ofFirst.degreesOfFreedom, ofSecond.degreesOfFreedom);
        // If both trends have the same observations, the variance is only rounding.
        return SlopeTest.student(estimate(), variance > UNDETERMINED * sum ? variance : 0, degreesOfFreedom);
    }

    /** The sum over a cell's observations: the product of their residuals from both lines. */
    private double residualProducts(Cells shared, int cell) {
        double time = shared.time()[cell];
        return shared.count()[cell]
                        * (shared.mean()[cell] - first.valueAt(time))
                        * (shared.mean()[cell] - second.valueAt(time))
                + shared.withinSumOfSquares()[cell];
    }

    /** The change of the slope per unit of an observation's residual at a time, as HC3 inflates it. */
    private static double slopeChange(double time, LineFit line) {
        return (time - line.meanTime()) / line.timeSumOfSquares() / (1 - line.leverage(time));
    }

    private static SlopeVariance slopeVariance(double standardError, LineFit line) {
        return new SlopeVariance(standardError * standardError, (double) line.degreesOfFreedom());
    }

    /** The factor that corrects a mean of squared residuals for the two fitted coefficients. */
    private static double sampleFactor(LineFit line) {
        return line.n() / (line.n() - 2.0);
    }
}
