package org.computetrends.stats;

import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The slope of one line less that of another, whose observations may overlap.
 *
 * @param slopes the first's slope less the second's, in OOM per year
 * @param robust by HC3: allows each trend its own, changing spread; empty for perfect
 *     fits
 * @param clustered by CR1 over clusters that may lie in both, likewise; empty where a trend has a single cluster
 * @param bootstrap by pairs, drawn once for both trends; empty where there are no replicates
 */
public record SlopeDifference(
        double slopes, Optional<Test> robust, Optional<Test> clustered, Optional<BootstrapTest> bootstrap) {

    /**
     * A test that the slopes are equal, and the interval that belongs to it.
     *
     * @param standardError of the difference, in OOM per year
     * @param degreesOfFreedom of Student's t, by Welch and Satterthwaite, or the smaller of both trends' where they share something
     * @param pValue two-sided
     * @param interval 95%, in OOM per year
     */
    public record Test(double standardError, double degreesOfFreedom, double pValue, Interval interval) {

        /**
         * Welch's test. His degrees of freedom suppose independent slopes; where the trends share something, the
         * smaller of both is taken.
         *
         * @param difference the difference
         * @param variance its variance, what both trends share taken into account
         * @param first variance and degrees of freedom of the first slope alone
         * @param second those of the second
         * @param independent whether the trends share nothing
         */
        static Optional<Test> welch(double difference, double variance, Part first, Part second, boolean independent) {
            double sum = first.variance() + second.variance();
            double degreesOfFreedom = independent
                    ? sum
                            * sum
                            / (first.variance() * first.variance() / first.degreesOfFreedom()
                                    + second.variance() * second.variance() / second.degreesOfFreedom())
                    : Math.min(first.degreesOfFreedom(), second.degreesOfFreedom());
            if (!(variance > 0) || !Double.isFinite(variance) || !(degreesOfFreedom > 0)) {
                return Optional.empty();
            }
            double standardError = Math.sqrt(variance);
            double t = Math.abs(difference) / standardError;
            return Optional.of(new Test(
                    standardError,
                    degreesOfFreedom,
                    2 * TDistribution.of(degreesOfFreedom).survivalProbability(t),
                    Interval.student(difference, standardError, degreesOfFreedom, 0.95)));
        }
    }

    /**
     * The variance of one slope.
     *
     * @param variance in OOM squared per year squared
     * @param degreesOfFreedom positive
     */
    record Part(double variance, double degreesOfFreedom) {}

    /**
     * A bootstrap of the difference.
     *
     * @param pValue twice the smaller share of the replicates on one side of zero, both counted with one more
     * @param interval 95%, percentile
     */
    public record BootstrapTest(double pValue, Interval interval) {}

    /**
     * Compares by HC3: each observation's influence on the difference is its influence on the first slope less that on
     * the second.
     *
     * @param first cells of the first trend
     * @param firstLine its line
     * @param second cells of the second trend
     * @param secondLine its line
     * @param shared cells of the observations that lie in both
     * @return empty where a variance does not exist, as for perfect fits
     */
    public static Optional<Test> hc3(Cells first, LineFit firstLine, Cells second, LineFit secondLine, Cells shared) {
        double firstSe = RobustErrors.hc3(first, firstLine);
        double secondSe = RobustErrors.hc3(second, secondLine);
        double covariance = 0;
        for (int i = 0; i < shared.size(); i++) {
            double time = shared.time()[i];
            double products = shared.count()[i]
                            * (shared.mean()[i] - firstLine.valueAt(time))
                            * (shared.mean()[i] - secondLine.valueAt(time))
                    + shared.withinSumOfSquares()[i];
            covariance += pull(time, firstLine) * pull(time, secondLine) * products;
        }
        return Test.welch(
                firstLine.slope() - secondLine.slope(),
                firstSe * firstSe + secondSe * secondSe - 2 * covariance,
                new Part(firstSe * firstSe, (double) firstLine.degreesOfFreedom()),
                new Part(secondSe * secondSe, (double) secondLine.degreesOfFreedom()),
                shared.size() == 0);
    }

    /** By how much a unit of residual at a time moves the slope, as if the observation had not been fitted. */
    private static double pull(double time, LineFit line) {
        return (time - line.meanTime()) / line.timeSumOfSquares() / (1 - line.leverage(time));
    }

    /**
     * Compares by CR1.
     *
     * @param firstScores each cluster's contribution to the first slope's normal equation, zero for clusters outside
     * @param secondScores those to the second's, in the same order of clusters
     * @param firstLine the first line
     * @param secondLine the second line
     * @param firstClusters clusters in the first trend
     * @param secondClusters clusters in the second trend
     */
    public static Optional<Test> cr1(
            double[] firstScores,
            double[] secondScores,
            LineFit firstLine,
            LineFit secondLine,
            int firstClusters,
            int secondClusters) {
        if (firstClusters < 2 || secondClusters < 2) {
            return Optional.empty();
        }
        double firstFactor = factor(firstClusters, firstLine);
        double secondFactor = factor(secondClusters, secondLine);
        double firstVariance = 0;
        double secondVariance = 0;
        double variance = 0;
        boolean independent = true;
        for (int g = 0; g < firstScores.length; g++) {
            double inFirst = Math.sqrt(firstFactor) * firstScores[g] / firstLine.timeSumOfSquares();
            double inSecond = Math.sqrt(secondFactor) * secondScores[g] / secondLine.timeSumOfSquares();
            firstVariance += inFirst * inFirst;
            secondVariance += inSecond * inSecond;
            variance += (inFirst - inSecond) * (inFirst - inSecond);
            independent &= inFirst == 0 || inSecond == 0;
        }
        return Test.welch(
                firstLine.slope() - secondLine.slope(),
                variance,
                new Part(firstVariance, degreesOfFreedom(firstClusters, firstLine)),
                new Part(secondVariance, degreesOfFreedom(secondClusters, secondLine)),
                independent);
    }

    /** One less than the clusters, but no more than the line's own. */
    private static double degreesOfFreedom(int clusters, LineFit line) {
        return Math.min(clusters - 1.0, (double) line.degreesOfFreedom());
    }

    private static double factor(double clusters, LineFit line) {
        return clusters / (clusters - 1) * ((line.n() - 1.0) / (line.n() - 2.0));
    }
}
