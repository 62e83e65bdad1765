package org.computetrends.stats;

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
        int[] places = new int[2 * probabilities.length];
        for (int i = 0; i < probabilities.length; i++) {
            places[2 * i] = (int) Math.floor(position(values, probabilities[i]));
            places[2 * i + 1] = Math.min(places[2 * i] + 1, values.length - 1);
        }
        // Selection orders the places too.
        Selection.select(values, places.clone());
        double[] quantiles = new double[probabilities.length];
        for (int i = 0; i < probabilities.length; i++) {
            double below = values[places[2 * i]];
            double share = position(values, probabilities[i]) - places[2 * i];
            quantiles[i] = below + share * (values[places[2 * i + 1]] - below);
        }
        return quantiles;
    }

    private static double position(double[] values, double probability) {
        return probability * (values.length - 1);
    }
}
