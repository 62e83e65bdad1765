package org.computetrends.stats;

import java.util.SplittableRandom;

/**
 * Draws indices with replacement: uniform from zero to below a bound.
 *
 * <p>One word of random bits yields several indices: multiplied by the bound, its upper part is an index, and its lower
 * part is again random for the next one. Words that would bias the indices are rejected, so the draws are exactly uniform
 * (Brackett-Rozinsky and Lemire 2024, "Batched ranged random integer generation").
 */
final class RandomIndices {

    /** At most one word in this many is rejected. */
    private static final long REJECTED_AT_MOST_ONE_IN = 1 << 10;

    private final SplittableRandom random;
    private final int bound;

    /** The number of bits used of a word: multiplied by the bound, they fit into 64. */
    private final int bits;

    /** The number of indices from one word. */
    private final int perWord;

    /** A word whose rest is below this is rejected. */
    private final long leastRest;

    private final int[] indices;

    /** Draws {@code draws} indices at a time, below a positive bound. */
    RandomIndices(int bound, int draws, SplittableRandom random) {
        this.random = random;
        this.bound = bound;
        this.bits = Math.min(Integer.numberOfLeadingZeros(bound) + Integer.SIZE, Long.SIZE - 2);
        long outcomes = bound;
        int count = 1;
        while (outcomes <= (1L << bits) / REJECTED_AT_MOST_ONE_IN / bound && count < draws) {
            outcomes *= bound;
            count++;
        }
        this.perWord = count;
        this.leastRest = (1L << bits) % outcomes;
        this.indices = new int[(draws + 2 * count - 1) / (2 * count) * (2 * count)];
    }

    /** Draws the requested number of indices, followed by unused ones. Every call returns the same array. */
    int[] draw() {
        int[] drawn = indices;
        int shift = bits;
        long factor = bound;
        long mask = (1L << shift) - 1;
        int perPair = 2 * perWord;
        // Two words at a time for instruction parallelism, since the steps of one word depend on each other.
        for (int k = 0, end = perPair; k < drawn.length; ) {
            long firstWord = random.nextLong() >>> (Long.SIZE - shift);
            long secondWord = random.nextLong() >>> (Long.SIZE - shift);
            for (; k < end; k += 2) {
                firstWord *= factor;
                secondWord *= factor;
                drawn[k] = (int) (firstWord >>> shift);
                drawn[k + 1] = (int) (secondWord >>> shift);
                firstWord &= mask;
                secondWord &= mask;
            }
            if (firstWord < leastRest || secondWord < leastRest) {
                k -= perPair;
            } else {
                end += perPair;
            }
        }
        return drawn;
    }

    /**
     * Whether the first {@code draws} drawn observations have at least three dates.
     *
     * @param date the date of each observation, as an index from zero; negative for an observation that does not count
     */
    static boolean haveThreeDates(int[] drawn, int draws, int[] date) {
        int first = -1;
        int second = -1;
        for (int k = 0; k < draws; k++) {
            int at = date[drawn[k]];
            if (at >= 0 && at != first && at != second) {
                if (first < 0) {
                    first = at;
                } else if (second < 0) {
                    second = at;
                } else {
                    return true;
                }
            }
        }
        return false;
    }
}
