package org.computetrends.stats;

import java.util.SplittableRandom;

/**
 * Draws with replacement: places from zero to below a bound, all equally likely.
 *
 * <p>One word of random bits yields several places: multiplied by the bound, its upper part is a place and what remains
 * below is as random as before for the next one. Words that would make some places likelier than others are drawn
 * again, so that the draws are exact (Brackett-Rozinsky and Lemire 2024, "Batched ranged random integer generation").
 */
final class RandomIndices {

    /** At most one word in as many is drawn again. */
    private static final long LEAST_ROOM = 1 << 10;

    private final SplittableRandom random;
    private final int bound;

    /** The bits of a word that are used: times the bound, they still fit into 64. */
    private final int bits;

    private final int perWord;
    private final long leastRest;
    private final int[] places;

    /**
     * @param bound below which places lie, positive
     * @param draws how many places are drawn at a time
     */
    RandomIndices(int bound, int draws, SplittableRandom random) {
        this.random = random;
        this.bound = bound;
        this.bits = Math.min(Integer.numberOfLeadingZeros(bound) + Integer.SIZE, Long.SIZE - 2);
        long outcomes = bound;
        int count = 1;
        while (outcomes <= (1L << bits) / LEAST_ROOM / bound && count < draws) {
            outcomes *= bound;
            count++;
        }
        this.perWord = count;
        this.leastRest = (1L << bits) % outcomes;
        this.places = new int[(draws + 2 * count - 1) / (2 * count) * (2 * count)];
    }

    /** Draws anew: as many places as were asked for, and behind them what was left of the last words. */
    int[] draw() {
        int[] drawn = places;
        int shift = bits;
        long factor = bound;
        long mask = (1L << shift) - 1;
        int both = 2 * perWord;
        // Two words at a time, since every step waits for the one before it.
        for (int k = 0, end = both; k < drawn.length; ) {
            long one = random.nextLong() >>> (Long.SIZE - shift);
            long other = random.nextLong() >>> (Long.SIZE - shift);
            for (; k < end; k += 2) {
                one *= factor;
                other *= factor;
                drawn[k] = (int) (one >>> shift);
                drawn[k + 1] = (int) (other >>> shift);
                one &= mask;
                other &= mask;
            }
            if (one < leastRest || other < leastRest) {
                k -= both;
            } else {
                end += both;
            }
        }
        return drawn;
    }

    /**
     * Whether some places hold three dates or more.
     *
     * @param date what date is at each place, from zero; a place below zero has none
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
