package org.computetrends.select;

import org.jspecify.annotations.Nullable;

/**
 * Finds duplicates among rows that are sorted by {@link ReleaseKey#ORDER}, and numbers the releases of each name. Used
 * by the curation in memory and by Spark's tasks.
 *
 * @param <T> a row
 */
final class ReleaseNumbers<T> {
    private @Nullable ReleaseKey lastKey;
    private @Nullable T keptRelease;
    private int number;

    /** Adds the next row. If it is a duplicate, returns the row that is kept instead; otherwise null. */
    @Nullable
    T keptInsteadOf(ReleaseKey key, T row) {
        ReleaseKey previousKey = lastKey;
        if (previousKey != null && key.isSameRelease(previousKey)) {
            return keptRelease;
        }
        number = previousKey != null && key.name().equals(previousKey.name()) ? number + 1 : 1;
        lastKey = key;
        keptRelease = row;
        return null;
    }

    /** The number, from 1, of the last row that is no duplicate, among the releases of its name. */
    int number() {
        return number;
    }
}
