package org.computetrends.stats;

import java.util.SplittableRandom;

/**
 * Draws indices with replacement, uniformly from zero to below a bound.
 *
 * <p>One word of random bits yields several indices. The word is multiplied by the bound. The upper part of the product
 * is an index, and the lower part is a random word for the next index. Words that would bias the indices are rejected,
 * so the draws are exactly uniform (Brackett-Rozinsky and Lemire 2024, "Batched ranged random integer generation").
 */
final class RandomIndices {

    /** At most one word in this many is rejected. */
    private static final long REJECTED_AT_MOST_ONE_IN = 1 << 10;

    private final SplittableRandom random;
    private final int bound;

    /**
     * The number of a word's bits that are used. The product of these bits and the bound fits into 64 bits. At most 62,
     * so that {@code 1L << bits} is positive.
     */
    private final int bits;

    /** The number of indices from one word. */
    private final int perWord;

    /** A pair of words is drawn again if the lower part of either, after all indices, is below this. */
    private final long leastLowerPart;

    private final int[] indices;

    /**
     * @param bound positive
     * @param draws the number of indices drawn at a time
     */
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
        this.leastLowerPart = (1L << bits) % outcomes;
        // The number of draws, rounded up to whole pairs of words.
        this.indices = new int[(draws + 2 * count - 1) / (2 * count) * (2 * count)];
    }

    /** Draws indices. The array may be longer than requested: ignore the rest. Every call returns the same array. */
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
            if (firstWord < leastLowerPart || secondWord < leastLowerPart) {
                k -= perPair;
            } else {
                end += perPair;
            }
        }
        return drawn;
    }
}
