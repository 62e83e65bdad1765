package org.computetrends.generate;

import org.apache.commons.rng.UniformRandomProvider;
import org.computetrends.domain.DerivedSeed;

/**
 * Random numbers that are a function of a seed and a row's number. SplitMix64 (Steele, Lea and Flood 2014, "Fast
 * splittable pseudorandom number generators") restarts for each row, from a hash of seed and row. Not thread-safe.
 */
final class RowRandom implements UniformRandomProvider {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;
    private long state;

    /** @param stream a name; random numbers of streams with different names are independent */
    RowRandom(long seed, String stream) {
        this.seed = DerivedSeed.of(seed, "generate", stream);
    }

    /** Restarts at the first random number of a row. */
    void seek(long row) {
        state = hash(row);
    }

    /** A hash of a row's number and the seed, without changing the state. */
    long hash(long row) {
        return mixed(seed + row * GOLDEN_GAMMA);
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mixed(state);
    }

    /** True with a probability. */
    boolean happens(double probability) {
        return nextDouble() < probability;
    }

    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
