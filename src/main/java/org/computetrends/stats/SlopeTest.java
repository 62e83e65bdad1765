package org.computetrends.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A test that two slopes are equal, with the interval of their difference.
 *
 * @param standardError standard error of the difference, or standard deviation of the replicates, in OOM per year
 * @param degreesOfFreedom degrees of freedom of Student's t; empty for a bootstrap
 * @param pValue the two-sided p-value
 * @param interval the 95% interval of the difference, in OOM per year
 */
public record SlopeTest(double standardError, OptionalDouble degreesOfFreedom, double pValue, Interval interval) {
    private static final double LEVEL = 0.95;

    /** Student's test; empty if the difference has no variance. */
    static Optional<SlopeTest> student(double difference, double variance, double degreesOfFreedom) {
        if (!(variance > 0) || !Double.isFinite(variance) || !(degreesOfFreedom > 0)) {
            return Optional.empty();
        }
        double standardError = Math.sqrt(variance);
        double t = Math.abs(difference) / standardError;
        return Optional.of(new SlopeTest(
                standardError,
                OptionalDouble.of(degreesOfFreedom),
                2 * TDistribution.of(degreesOfFreedom).survivalProbability(t),
                Interval.student(difference, standardError, degreesOfFreedom, LEVEL)));
    }

    /**
     * The test by the percentiles of a bootstrap. The p-value is {@code 2 (1 + k) / (1 + n)}, at most 1. Of n
     * replicates, k are at or beyond zero on the side with fewer.
     *
     * @param replicates bootstrap replicates of the difference, in any order; no test if all are equal or there are
     *     none
     */
    public static Optional<SlopeTest> percentile(double[] replicates) {
        if (areEqual(replicates)) {
            return Optional.empty();
        }
        long notAbove = Arrays.stream(replicates).filter(value -> value <= 0).count();
        long notBelow = Arrays.stream(replicates).filter(value -> value >= 0).count();
        double smaller = (1.0 + Math.min(notAbove, notBelow)) / (1.0 + replicates.length);
        return Optional.of(
                fromReplicates(replicates, Math.min(1, 2 * smaller), BootstrapInterval.percentile(replicates, LEVEL)));
    }

    /**
     * The test by Efron's (1987) bias-corrected and accelerated bootstrap. Its p-value is one minus the level at which
     * an end of the interval is zero.
     *
     * @param replicates bootstrap replicates of the difference, in any order; no test if all are equal or there are
     *     none
     * @param difference the difference on the data themselves
     * @param jackknife the difference without each observation, or each cluster; if one is undefined, there is no test
     */
    public static Optional<SlopeTest> bca(double[] replicates, double difference, double[] jackknife) {
        if (areEqual(replicates) || !Arrays.stream(jackknife).allMatch(Double::isFinite)) {
            return Optional.empty();
        }
        return Optional.of(fromReplicates(
                replicates,
                BootstrapInterval.bcaPValue(replicates, difference, jackknife),
                BootstrapInterval.bca(replicates, difference, jackknife, LEVEL)));
    }

    /** Whether all replicates are equal, as those of two trends of the same releases. True if there are none. */
    private static boolean areEqual(double[] replicates) {
        return Arrays.stream(replicates).allMatch(value -> value == replicates[0]);
    }

    private static SlopeTest fromReplicates(double[] replicates, double pValue, Interval interval) {
        return new SlopeTest(BootstrapInterval.standardDeviation(replicates), OptionalDouble.empty(), pValue, interval);
    }
}
