package org.computetrends.select;

/**
 * The features of an observation, in one long: they decide which cohorts contain it. The scan sums observations with equal
 * features together.
 *
 * <p>The lower 32 bits are flags, which are the constants of this class. The upper 32 bits are the number, in {@link
 * ConditionSets}, of the set of conditions on attributes that the release meets.
 */
final class ObservationFeatures {
    /** Not dropped as a low outlier. */
    static final long KEPT = 1;

    static final long NOTABLE = 1 << 1;

    /** On the frontier of its own metric. */
    static final long FRONTIER = 1 << 2;

    static final long RECORD = 1 << 3;
    static final long REGULAR_SCALE = 1 << 4;
    static final long LARGE_SCALE = 1 << 5;

    /** The first of the flags of {@link #frontierBy}. */
    private static final int FIRST_RANKING = 6;

    private static final long ALL_FLAGS = 0xFFFFFFFFL;

    private ObservationFeatures() {}

    /**
     * The flag of a release on the frontier of another metric.
     *
     * @param ranking the index of that metric among the ranking metrics
     */
    static long frontierBy(int ranking) {
        return 1L << (FIRST_RANKING + ranking);
    }

    /** Features with these flags and the set of conditions of this number. */
    static long of(long flags, int conditionSet) {
        return flags | ((long) conditionSet << Integer.SIZE);
    }

    static long flags(long features) {
        return features & ALL_FLAGS;
    }

    /** The number of the set of conditions. */
    static int conditionSet(long features) {
        return (int) (features >>> Integer.SIZE);
    }

    static boolean hasAll(long features, long flags) {
        return (features & flags) == flags;
    }
}
