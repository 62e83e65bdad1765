package org.computetrends.stats;

import java.util.Arrays;
import org.apache.commons.numbers.arrays.Selection;

/**
 * Quantiles of many values, by selecting the few order statistics that they lie between instead of sorting all. With
 * linear interpolation: type 7 of Hyndman and Fan (1996), the default of R.
 */
public final class Quantiles {

    private Quantiles() {}

    /**
     * Quantiles.
     *
     * @param values in any order, one at least and none of them not a number; left as they are
     * @param probabilities each from 0 to 1, in any order
     * @return a quantile for each probability; not a number where it lies between a finite value and an infinite one
     */
    public static double[] of(double[] values, double... probabilities) {
        return ofScratch(values.clone(), probabilities);
    }

    /** As {@link #of}, but leaves the values in another order. */
    public static double[] ofScratch(double[] values, double... probabilities) {
        double[] positions = new double[probabilities.length];
        Arrays.setAll(positions, i -> probabilities[i] * (values.length - 1));
        return at(values, positions);
    }

    /**
     * Quantiles of equally likely values, the i-th of n being the {@code (i - 1/2) / n} quantile: type 5 of Hyndman and Fan
     * (1996). Leaves the values in another order.
     */
    public static double[] ofDrawn(double[] values, double... probabilities) {
        double[] positions = new double[probabilities.length];
        Arrays.setAll(
                positions, i -> Math.max(0, Math.min(values.length - 1.0, probabilities[i] * values.length - 0.5)));
        return at(values, positions);
    }

    /** Interpolates linearly between the order statistics on either side of positions, which count from zero. */
    private static double[] at(double[] values, double[] positions) {
        int[] indices = new int[2 * positions.length];
        for (int i = 0; i < positions.length; i++) {
            indices[2 * i] = (int) Math.floor(positions[i]);
            indices[2 * i + 1] = Math.min(indices[2 * i] + 1, values.length - 1);
        }
        // Selection orders the indices too.
        Selection.select(values, indices.clone());
        double[] quantiles = new double[positions.length];
        for (int i = 0; i < positions.length; i++) {
            double below = values[indices[2 * i]];
            double share = positions[i] - indices[2 * i];
            quantiles[i] = below + share * (values[indices[2 * i + 1]] - below);
        }
        return quantiles;
    }
}
