package org.computetrends.stats;

import java.util.Arrays;
import org.apache.commons.numbers.arrays.Selection;

/**
 * Finds a few order statistics of many values, for {@link Quantiles}. Values are counted in bins of equal width, and
 * only the bins with requested ranks are sorted. This takes three passes over the values for any number of ranks.
 */
final class OrderStatistics {
    /** The number of bins, so that each has few values to sort. Fewer values than this are not divided into bins. */
    private static final int BINS = 1024;

    private OrderStatistics() {}

    /** The values at the given ranks, counted from zero. The values have no NaN and are not modified. */
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

    /** The values at the given ranks by selection, which reorders the values. */
    static double[] selected(double[] values, int[] ranks) {
        // Selection orders the ranks too.
        Selection.select(values, ranks.clone());
        return Arrays.stream(ranks).mapToDouble(rank -> values[rank]).toArray();
    }

    private static double[] ofBins(double[] values, int[] ranks, double smallest, double binsPerUnit) {
        short[] bin = new short[values.length];
        // An extra bin for the greatest value: its distance from the smallest one, in bins, is BINS up to rounding.
        int[] start = new int[BINS + 2];
        for (int i = 0; i < values.length; i++) {
            bin[i] = (short) ((values[i] - smallest) * binsPerUnit);
            start[bin[i] + 1]++;
        }
        // Running sums of the counts are the rank of each bin's first value: greater values never have lower bins.
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

    /** By rank: the values of the requested bins; zeros elsewhere. */
    private static double[] byRank(double[] values, short[] bin, int[] start, boolean[] isRequested) {
        double[] byRank = new double[values.length];
        int[] next = start.clone();
        for (int i = 0; i < values.length; i++) {
            if (isRequested[bin[i]]) {
                byRank[next[bin[i]]++] = values[i];
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
