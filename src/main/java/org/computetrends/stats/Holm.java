package org.computetrends.stats;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's (1979) correction for several tests: it bounds the probability of any false positive, also for dependent tests.
 */
public final class Holm {

    private Holm() {}

    /** Corrects the p-values of a family of tests, in any order, for their number. */
    public static double[] adjusted(double[] pValues) {
        int size = pValues.length;
        List<Integer> ascending = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .toList();
        double[] adjusted = new double[size];
        double largest = 0;
        int left = size;
        for (int i : ascending) {
            largest = Math.max(largest, Math.min(1, left * pValues[i]));
            adjusted[i] = largest;
            left--;
        }
        return adjusted;
    }
}
