package org.computetrends.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** Intervals from bootstrap replicates, in any order. */
public final class BootstrapInterval {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private BootstrapInterval() {}

    /** The central interval of the replicates. */
    public static Interval percentile(double[] replicates, double level) {
        double[] ends = Quantiles.of(replicates, (1 - level) / 2, (1 + level) / 2);
        return new Interval(ends[0], ends[1]);
    }

    /**
     * Efron's (1987) bias-corrected and accelerated interval.
     *
     * @param replicates in any order
     * @param estimate the estimate on the data themselves
     * @param jackknife the estimate without each observation, or each cluster, in any order
     * @param level such as 0.95
     */
    public static Interval bca(double[] replicates, double estimate, double[] jackknife, double level) {
        double below = 0;
        for (double replicate : replicates) {
            below += replicate < estimate ? 1 : replicate == estimate ? 0.5 : 0;
        }
        double bias = NORMAL.inverseCumulativeProbability(below / replicates.length);
        double acceleration = acceleration(jackknife);
        double[] ends = Quantiles.of(
                replicates,
                adjusted((1 - level) / 2, bias, acceleration),
                adjusted((1 + level) / 2, bias, acceleration));
        return new Interval(ends[0], ends[1]);
    }

    private static double adjusted(double probability, double bias, double acceleration) {
        if (Double.isInfinite(bias)) {
            return bias < 0 ? 0 : 1;
        }
        double z = bias + NORMAL.inverseCumulativeProbability(probability);
        return NORMAL.cumulativeProbability(bias + z / (1 - acceleration * z));
    }

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
