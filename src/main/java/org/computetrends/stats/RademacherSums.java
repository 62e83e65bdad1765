package org.computetrends.stats;

import java.util.SplittableRandom;

/**
 * Sums of numbers with random signs, plus or minus with equal probability, for the wild bootstrap. For each group of
 * eight numbers, the sums for all combinations of signs are computed once. So a draw costs one look-up per group.
 */
final class RademacherSums {
    private static final int GROUP = Byte.SIZE;

    /** Combinations of the signs of a group. */
    private static final int OUTCOMES = 1 << GROUP;

    private final SplittableRandom random;

    /** By group and combination of its signs: the sum. */
    private final double[] sums;

    RademacherSums(double[] values, SplittableRandom random) {
        this.random = random;
        int groups = (values.length + GROUP - 1) / GROUP;
        this.sums = new double[groups * OUTCOMES];
        for (int group = 0; group < groups; group++) {
            int from = group * GROUP;
            int size = Math.min(GROUP, values.length - from);
            for (int outcome = 0; outcome < OUTCOMES; outcome++) {
                double sum = 0;
                for (int k = 0; k < size; k++) {
                    sum += (outcome >> k & 1) == 0 ? values[from + k] : -values[from + k];
                }
                sums[group * OUTCOMES + outcome] = sum;
            }
        }
    }

    /** A sum with new signs. */
    double draw() {
        double sum = 0;
        long signs = 0;
        for (int from = 0, groupsLeft = 0; from < sums.length; from += OUTCOMES) {
            if (groupsLeft == 0) {
                signs = random.nextLong();
                groupsLeft = Long.SIZE / GROUP;
            }
            sum += sums[from + (int) (signs & (OUTCOMES - 1))];
            signs >>>= GROUP;
            groupsLeft--;
        }
        return sum;
    }
}
