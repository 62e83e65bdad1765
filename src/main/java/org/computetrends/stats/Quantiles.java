package org.computetrends.stats;

import java.util.Arrays;

/**
 * Quantiles of many values, by linear interpolation between order statistics. Types are those of Hyndman and Fan
 * (1996). The values are not sorted: only the few {@link OrderStatistics} needed are found.
 */
public final class Quantiles {

    private Quantiles() {}

    /**
     * A quantile for each probability, by type 7, R's default; infinite or NaN if a neighbouring value is infinite.
     *
     * @param values in any order, at least one, without NaN; not modified
     */
    public static double[] of(double[] values, double... probabilities) {
        return interpolate(values, positions(values.length, probabilities));
    }

    /** As {@link #of}, but reorders the values. Faster if most are close together: they would share one bin. */
    public static double[] inPlace(double[] values, double... probabilities) {
        double[] positions = positions(values.length, probabilities);
        return interpolateBetween(OrderStatistics.selected(values, indices(values.length, positions)), positions);
    }

    /** As {@link #of}, by type 5 for equally likely values: the i-th of n is the {@code (i - 1/2) / n} quantile. */
    public static double[] ofSample(double[] values, double... probabilities) {
        double[] positions = new double[probabilities.length];
        Arrays.setAll(
                positions, i -> Math.max(0, Math.min(values.length - 1.0, probabilities[i] * values.length - 0.5)));
        return interpolate(values, positions);
    }

    private static double[] interpolate(double[] values, double[] positions) {
        return interpolateBetween(OrderStatistics.of(values, indices(values.length, positions)), positions);
    }

    /** The fractional ranks of quantiles among the sorted values, from zero. */
    private static double[] positions(int size, double[] probabilities) {
        double[] positions = new double[probabilities.length];
        Arrays.setAll(positions, i -> probabilities[i] * (size - 1));
        return positions;
    }

    /** The ranks of the two order statistics around each position, one pair after another. */
    private static int[] indices(int size, double[] positions) {
        int[] indices = new int[2 * positions.length];
        for (int i = 0; i < positions.length; i++) {
            indices[2 * i] = (int) Math.floor(positions[i]);
            indices[2 * i + 1] = Math.min(indices[2 * i] + 1, size - 1);
        }
        return indices;
    }

    /** Interpolates between the two order statistics around each position. */
    private static double[] interpolateBetween(double[] neighbours, double[] positions) {
        double[] quantiles = new double[positions.length];
        for (int i = 0; i < positions.length; i++) {
            double fraction = positions[i] - Math.floor(positions[i]);
            quantiles[i] = neighbours[2 * i] + fraction * (neighbours[2 * i + 1] - neighbours[2 * i]);
        }
        return quantiles;
    }
}
