package org.computetrends.stats;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Split-conformal calibration of intervals (Vovk, Gammerman and Shafer 2005): how much wider an interval should have been
 * to hold the outcomes known so far.
 *
 * <p>The score of an outcome is its distance from the forecast's median in half-widths of its interval. Were scores
 * exchangeable, an interval stretched by the factor would cover a new outcome with at least its level. Scores of
 * forecasts whose horizons overlap are not, so coverage is measured and not promised.
 */
public final class SplitConformal {

    private SplitConformal() {}

    /**
     * The factor that half-widths are multiplied by: of m scores, the {@code ceil(level (m + 1))}-th smallest. Empty where
     * m is too small for one.
     *
     * @param scores outcomes' distances from medians, in half-widths of the interval
     * @param level the coverage wanted, such as 0.8
     */
    public static OptionalDouble factor(double[] scores, double level) {
        // A product that is a whole number but for rounding is that number.
        int rank = (int) Math.ceil(level * (scores.length + 1) - 1e-9);
        if (rank > scores.length) {
            return OptionalDouble.empty();
        }
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return OptionalDouble.of(sorted[rank - 1]);
    }
}
