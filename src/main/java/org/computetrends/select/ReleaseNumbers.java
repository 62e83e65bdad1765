package org.computetrends.select;

import org.jspecify.annotations.Nullable;

/**
 * Finds duplicates among rows in the order of {@link ReleaseKey#ORDER}, and numbers the releases of each name. Both
 * runners use it, in memory and in Spark's tasks.
 */
final class ReleaseNumbers<T> {
    private @Nullable ReleaseKey lastKey;
    private @Nullable T keptRelease;
    private int number;

    /** Adds the next row. Returns the row that is kept instead of it, or null if it is kept. */
    @Nullable
    T original(ReleaseKey key, T row) {
        ReleaseKey previousKey = lastKey;
        if (previousKey != null && key.isSameRelease(previousKey)) {
            return keptRelease;
        }
        number = previousKey != null && key.name().equals(previousKey.name()) ? number + 1 : 1;
        lastKey = key;
        keptRelease = row;
        return null;
    }

    /** The number, from 1, of the last kept release among the releases of its name. */
    int number() {
        return number;
    }
}
