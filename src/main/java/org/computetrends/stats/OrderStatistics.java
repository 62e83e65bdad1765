package org.computetrends.stats;

import java.util.Arrays;
import org.apache.commons.numbers.arrays.Selection;

/**
 * Finds a few order statistics of many values, for {@link Quantiles}: counts values in bins of equal width, and sorts
 * only the bins that contain the requested ranks. Takes three passes over the values for any number of ranks.
 */
final class OrderStatistics {
    /** The number of bins, so that each has few values to sort. Fewer values than this are not divided into bins. */
    private static final int BINS = 1024;

    private OrderStatistics() {}

    /** The value of each rank, from zero. Values are without NaN and are not modified. */
    static double[] of(double[] values, int[] ranks) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            smallest = value < smallest ? value : smallest;
            largest = value > largest ? value : largest;
        }
        double binsPerUnit = BINS / (largest - smallest);
        return values.length < BINS || !Double.isFinite(binsPerUnit) || !(binsPerUnit > 0)
                ? selected(values.clone(), ranks)
                : ofBins(values, ranks, smallest, binsPerUnit);
    }

    /** The value of each rank, by selection, which reorders the values. */
    static double[] selected(double[] values, int[] ranks) {
        // Selection orders the ranks too.
        Selection.select(values, ranks.clone());
        return Arrays.stream(ranks).mapToDouble(rank -> values[rank]).toArray();
    }

    private static double[] ofBins(double[] values, int[] ranks, double smallest, double binsPerUnit) {
        short[] bin = new short[values.length];
        // An extra bin for the greatest value, since rounding may put it after the last bin.
        int[] start = new int[BINS + 2];
        for (int i = 0; i < values.length; i++) {
            // The bin is monotone in the value.
            int at = (int) ((values[i] - smallest) * binsPerUnit);
            bin[i] = (short) at;
            start[at + 1]++;
        }
        for (int k = 1; k < start.length; k++) {
            start[k] += start[k - 1];
        }
        boolean[] isRequested = new boolean[BINS + 1];
        for (int rank : ranks) {
            isRequested[FirstIndex.of(1, BINS + 1, k -> start[k] > rank) - 1] = true;
        }
        double[] byRank = byRank(values, bin, start, isRequested);
        return Arrays.stream(ranks).mapToDouble(rank -> byRank[rank]).toArray();
    }

    /** The values of the requested bins at their ranks; zeros elsewhere. */
    private static double[] byRank(double[] values, short[] bin, int[] start, boolean[] isRequested) {
        double[] byRank = new double[values.length];
        int[] next = start.clone();
        for (int i = 0; i < values.length; i++) {
            int at = bin[i];
            if (isRequested[at]) {
                byRank[next[at]++] = values[i];
            }
        }
        for (int k = 0; k < isRequested.length; k++) {
            if (isRequested[k]) {
                Arrays.sort(byRank, start[k], start[k + 1]);
            }
        }
        return byRank;
    }
}
