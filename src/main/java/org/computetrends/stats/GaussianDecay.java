package org.computetrends.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** A weight that decays with the time {@code u} as {@code exp(-u^2 / (2 r^2))}. */
public final class GaussianDecay {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private GaussianDecay() {}

    /** The integral of the weight from 0 to {@code years}, in years of full weight; {@code spread} is r, in years. */
    public static double integral(double years, double spread) {
        return spread * Math.sqrt(2 * Math.PI) * (NORMAL.cumulativeProbability(years / spread) - 0.5);
    }
}
