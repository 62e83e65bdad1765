package org.computetrends.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's (1979) correction for several tests: it bounds the probability of any false positive, also for dependent tests.
 */
public final class Holm {

    private Holm() {}

    /** Corrects the p-values of a family of tests, in any order, for their number. */
    public static double[] adjusted(double[] pValues) {
        int size = pValues.length;
        int[] ascending = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[size];
        double largest = 0;
        for (int rank = 0; rank < size; rank++) {
            largest = Math.max(largest, Math.min(1, (size - rank) * pValues[ascending[rank]]));
            adjusted[ascending[rank]] = largest;
        }
        return adjusted;
    }
}
