package org.computetrends.stats;

import java.util.Arrays;

/**
 * Finds a few of many values by their place in order: counts values in bins of equal width, and sorts the few bins that
 * the places lie in. Three passes over the values, however many places are asked for.
 */
final class OrderStatistics {
    private static final int BINS = 1024;

    private OrderStatistics() {}

    /**
     * Order statistics.
     *
     * @param values in any order, none of them not a number; left as they are
     * @param places from zero, in any order
     * @return the value at each place
     */
    static double[] of(double[] values, int[] places) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = value < least ? value : least;
            most = value > most ? value : most;
        }
        double perBin = BINS / (most - least);
        return values.length < BINS || !Double.isFinite(perBin) || !(perBin > 0)
                ? ofSorted(values.clone(), places)
                : ofBins(values, places, least, perBin);
    }

    private static double[] ofSorted(double[] values, int[] places) {
        Arrays.sort(values);
        return Arrays.stream(places).mapToDouble(place -> values[place]).toArray();
    }

    private static double[] ofBins(double[] values, int[] places, double least, double perBin) {
        short[] bin = new short[values.length];
        // Behind the last bin is the greatest value's, where rounding puts it there.
        int[] start = new int[BINS + 2];
        for (int i = 0; i < values.length; i++) {
            // A greater value is never in an earlier bin.
            int at = (int) ((values[i] - least) * perBin);
            bin[i] = (short) at;
            start[at + 1]++;
        }
        for (int k = 1; k < start.length; k++) {
            start[k] += start[k - 1];
        }
        boolean[] isWanted = new boolean[BINS + 1];
        for (int place : places) {
            isWanted[binOf(start, place)] = true;
        }
        double[] ordered = ordered(values, bin, start, isWanted);
        return Arrays.stream(places).mapToDouble(place -> ordered[place]).toArray();
    }

    private static int binOf(int[] start, int place) {
        int low = 0;
        int high = start.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (start[middle] <= place) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The values of some bins in their places; elsewhere zeros. */
    private static double[] ordered(double[] values, short[] bin, int[] start, boolean[] isWanted) {
        double[] ordered = new double[values.length];
        int[] next = start.clone();
        for (int i = 0; i < values.length; i++) {
            int at = bin[i];
            if (isWanted[at]) {
                ordered[next[at]++] = values[i];
            }
        }
        for (int k = 0; k < isWanted.length; k++) {
            if (isWanted[k]) {
                Arrays.sort(ordered, start[k], start[k + 1]);
            }
        }
        return ordered;
    }
}
