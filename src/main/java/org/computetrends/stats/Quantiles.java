package org.computetrends.stats;

import java.util.Arrays;
import org.apache.commons.numbers.arrays.Selection;

/**
 * Quantiles of many values, by finding the few order statistics that they lie between instead of sorting all. With
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
        int[] places = places(values, probabilities);
        return between(values.length, probabilities, places, OrderStatistics.of(values, places));
    }

    /** As {@link #of}, but leaves the values in another order; faster where values are few, or most are near each other. */
    public static double[] ofScratch(double[] values, double... probabilities) {
        int[] places = places(values, probabilities);
        // Selection orders the places too.
        Selection.select(values, places.clone());
        double[] found = new double[places.length];
        Arrays.setAll(found, i -> values[places[i]]);
        return between(values.length, probabilities, places, found);
    }

    /** For each probability the two places that its quantile lies between. */
    private static int[] places(double[] values, double... probabilities) {
        int[] places = new int[2 * probabilities.length];
        for (int i = 0; i < probabilities.length; i++) {
            places[2 * i] = (int) Math.floor(position(values.length, probabilities[i]));
            places[2 * i + 1] = Math.min(places[2 * i] + 1, values.length - 1);
        }
        return places;
    }

    private static double[] between(int size, double[] probabilities, int[] places, double[] found) {
        double[] quantiles = new double[probabilities.length];
        for (int i = 0; i < probabilities.length; i++) {
            double share = position(size, probabilities[i]) - places[2 * i];
            quantiles[i] = found[2 * i] + share * (found[2 * i + 1] - found[2 * i]);
        }
        return quantiles;
    }

    private static double position(int size, double probability) {
        return probability * (size - 1);
    }
}
