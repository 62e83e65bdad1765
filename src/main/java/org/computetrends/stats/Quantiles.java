package org.computetrends.stats;

import java.util.Arrays;

/**
 * Quantiles of many values, from the few order statistics needed instead of a full sort. With linear interpolation:
 * type 7 of Hyndman and Fan (1996), the default of R.
 */
public final class Quantiles {

    private Quantiles() {}

    /**
     * A quantile for each probability, by type 7; infinite or NaN if a neighbouring value is infinite.
     *
     * @param values in any order, at least one, without NaN; not modified
     */
    public static double[] of(double[] values, double... probabilities) {
        return interpolate(values, positions(values.length, probabilities));
    }

    /**
     * Computes the same quantiles as {@link #of}, but reorders the values. It makes no copy, and is faster
     * for many values if most are close to each other.
     */
    public static double[] inPlace(double[] values, double... probabilities) {
        double[] positions = positions(values.length, probabilities);
        return interpolateBetween(OrderStatistics.selected(values, indices(values.length, positions)), positions);
    }

    /**
     * Quantiles of equally likely values by type 5 of Hyndman and Fan (1996): the i-th of n values is the
     * {@code (i - 1/2) / n} quantile. Values are as for {@link #of}.
     */
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

    /** The ranks of the two order statistics around each position. */
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
