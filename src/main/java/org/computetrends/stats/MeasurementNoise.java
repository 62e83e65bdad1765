package org.computetrends.stats;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** The kind of measurement error that is added to values in each replicate of the pairs bootstrap. */
public enum MeasurementNoise {
    /** No error. */
    NONE,
    /** Uniform in log space, up to a factor of two in both directions (Sevilla et al. 2022). */
    UNIFORM,
    /** Log-normal, with the spread given by the source's confidence in the value. */
    CONFIDENCE;

    private static final double LOG10_2 = Math.log10(2);

    /** The standard deviation in OOM of a log-normal error that is within a factor with a probability such as 0.90. */
    public static double sdWithin(double factor, double probability) {
        return Math.log10(factor) / NormalDistribution.of(0, 1).inverseCumulativeProbability(0.5 + probability / 2);
    }

    /** Draws an error in OOM; {@code sd} is its standard deviation, used for {@code CONFIDENCE} only. */
    double draw(SplittableRandom random, double sd) {
        return switch (this) {
            case NONE -> 0;
            case UNIFORM -> (2 * random.nextDouble() - 1) * LOG10_2;
            case CONFIDENCE -> sd * random.nextGaussian();
        };
    }
}
