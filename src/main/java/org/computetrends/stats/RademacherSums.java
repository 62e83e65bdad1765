package org.computetrends.stats;

import java.util.SplittableRandom;

/**
 * Sums of numbers with random signs, plus or minus with equal probability. For each eight numbers, the sums over all signs
 * are computed once, so a draw costs one look-up for eight numbers.
 */
final class RademacherSums {
    private static final int AT_A_TIME = Byte.SIZE;
    private static final int OUTCOMES = 1 << AT_A_TIME;

    private final SplittableRandom random;
    private final double[] sums;

    RademacherSums(double[] values, SplittableRandom random) {
        this.random = random;
        int groups = (values.length + AT_A_TIME - 1) / AT_A_TIME;
        this.sums = new double[groups * OUTCOMES];
        for (int group = 0; group < groups; group++) {
            int from = group * AT_A_TIME;
            int size = Math.min(AT_A_TIME, values.length - from);
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
        for (int at = 0, left = 0; at < sums.length; at += OUTCOMES) {
            if (left == 0) {
                signs = random.nextLong();
                left = Long.BYTES;
            }
            sum += sums[at + (int) (signs & (OUTCOMES - 1))];
            signs >>>= AT_A_TIME;
            left--;
        }
        return sum;
    }
}
