package org.computetrends.stats;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's (1979) correction for several tests, dependent or not: it bounds the probability of any false positive. */
public final class Holm {

    private Holm() {}

    /** The corrected p-values of a family of tests, in the order of {@code pValues}. */
    public static double[] adjusted(double[] pValues) {
        int size = pValues.length;
        List<Integer> ascending = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .toList();
        double[] adjusted = new double[size];
        double largest = 0;
        for (int rank = 0; rank < size; rank++) {
            int i = ascending.get(rank);
            largest = Math.max(largest, Math.min(1, (size - rank) * pValues[i]));
            adjusted[i] = largest;
        }
        return adjusted;
    }
}
