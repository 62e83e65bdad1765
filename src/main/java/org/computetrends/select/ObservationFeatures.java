package org.computetrends.select;

/**
 * The features of an observation, as one long. They decide which cohorts contain the observation, so the second scan
 * sums observations with equal features together.
 *
 * <p>The lower 32 bits are flags: the constants of this class, and {@link #frontierBy}. The upper 32 bits are the
 * number, in {@link ConditionSets}, of the set of conditions on attributes that the release meets.
 */
final class ObservationFeatures {
    /** The observation is not dropped as a low outlier. */
    static final long KEPT = 1;

    static final long NOTABLE = 1 << 1;

    /** The observation is on the frontier of its own metric. */
    static final long FRONTIER = 1 << 2;

    static final long RECORD = 1 << 3;
    static final long REGULAR_SCALE = 1 << 4;
    static final long LARGE_SCALE = 1 << 5;

    /** The bit of the first flag of {@link #frontierBy}. Each further ranking metric has the next bit. */
    private static final int FIRST_RANKING = 6;

    /** The most ranking metrics: the number of bits left for flags. */
    static final int MOST_RANKINGS = Integer.SIZE - FIRST_RANKING;

    private static final long ALL_FLAGS = 0xFFFFFFFFL;

    private ObservationFeatures() {}

    /**
     * The flag of an observation whose release is on the frontier of another metric, the ranking metric.
     *
     * @param ranking the index of the other metric among the ranking metrics, below {@link #MOST_RANKINGS}
     */
    static long frontierBy(int ranking) {
        return 1L << (FIRST_RANKING + ranking);
    }

    /** Combines flags and the number of a set of conditions. */
    static long of(long flags, int conditionSet) {
        return flags | ((long) conditionSet << Integer.SIZE);
    }

    static long flags(long features) {
        return features & ALL_FLAGS;
    }

    static int conditionSet(long features) {
        return (int) (features >>> Integer.SIZE);
    }

    static boolean hasAll(long features, long flags) {
        return (features & flags) == flags;
    }
}
