package org.computetrends.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Intervals, p-values and standard deviations from bootstrap replicates of an estimate, which are in any order. */
public final class BootstrapInterval {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private BootstrapInterval() {}

    /** The central interval of the replicates, at a level such as 0.95. */
    public static Interval percentile(double[] replicates, double level) {
        double[] ends = Quantiles.of(replicates, (1 - level) / 2, (1 + level) / 2);
        return new Interval(ends[0], ends[1]);
    }

    /**
     * Efron's (1987) bias-corrected and accelerated interval.
     *
     * @param estimate the estimate on the data themselves
     * @param jackknife the estimate without each observation, or each cluster, in any order
     */
    public static Interval bca(double[] replicates, double estimate, double[] jackknife, double level) {
        double bias = NORMAL.inverseCumulativeProbability(shareBelow(replicates, estimate));
        double acceleration = acceleration(jackknife);
        double[] ends = Quantiles.of(
                replicates,
                adjustedProbability((1 - level) / 2, bias, acceleration),
                adjustedProbability((1 + level) / 2, bias, acceleration));
        return new Interval(ends[0], ends[1]);
    }

    /**
     * The two-sided p-value of the hypothesis that the true value is zero: one minus the level at which an end of the
     * {@linkplain #bca accelerated interval} is zero. It is at least {@code 2 / (1 + replicates)}.
     */
    static double bcaPValue(double[] replicates, double estimate, double[] jackknife) {
        double bias = NORMAL.inverseCumulativeProbability(shareBelow(replicates, estimate));
        double leastShare = 1.0 / (1.0 + replicates.length);
        double shareBelowZero = Math.min(1 - leastShare, Math.max(leastShare, shareBelow(replicates, 0)));
        // Solves adjustedProbability(tail) = shareBelowZero for the standard normal quantile of the tail probability.
        double fromBias = NORMAL.inverseCumulativeProbability(shareBelowZero) - bias;
        double stretch = 1 + acceleration(jackknife) * fromBias;
        // Without a finite solution, the quantile is 40 or -40. In double precision, the tail beyond 40 is zero.
        boolean isSolvable = stretch > 0 && Double.isFinite(bias);
        double quantile = isSolvable ? fromBias / stretch - bias : Math.copySign(40, fromBias);
        double tail = Math.min(NORMAL.cumulativeProbability(quantile), NORMAL.survivalProbability(quantile));
        return Math.min(1, 2 * Math.max(leastShare, tail));
    }

    public static double standardDeviation(double[] replicates) {
        double sum = 0;
        for (double replicate : replicates) {
            sum += replicate;
        }
        double mean = sum / replicates.length;
        double squares = 0;
        for (double replicate : replicates) {
            squares += (replicate - mean) * (replicate - mean);
        }
        return Math.sqrt(squares / Math.max(1, replicates.length - 1));
    }

    /** The share of replicates below a value, counting half of the replicates that are equal up to rounding. */
    private static double shareBelow(double[] replicates, double value) {
        // The value may be zero, so rounding is relative to the largest replicate.
        double largest = Arrays.stream(replicates).map(Math::abs).max().orElse(0);
        double rounding = 1e-11 * Math.max(largest, Math.abs(value));
        double below = 0;
        for (double replicate : replicates) {
            below += Math.abs(replicate - value) <= rounding ? 0.5 : replicate < value ? 1 : 0;
        }
        return below / replicates.length;
    }

    /** {@code Phi(b + z / (1 - a z))} with {@code z = b + Phi^-1(probability)}, bias b, acceleration a (Efron 1987). */
    private static double adjustedProbability(double probability, double bias, double acceleration) {
        if (Double.isInfinite(bias)) {
            return bias < 0 ? 0 : 1;
        }
        double z = bias + NORMAL.inverseCumulativeProbability(probability);
        return NORMAL.cumulativeProbability(bias + z / (1 - acceleration * z));
    }

    /** {@code sum(d^3) / (6 sum(d^2)^1.5)}, where d are the distances of the jackknife's estimates below their mean. */
    private static double acceleration(double[] jackknife) {
        double mean = 0;
        for (double value : jackknife) {
            mean += value / jackknife.length;
        }
        double squares = 0;
        double cubes = 0;
        for (double value : jackknife) {
            double distance = mean - value;
            squares += distance * distance;
            cubes += distance * distance * distance;
        }
        return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }
}
