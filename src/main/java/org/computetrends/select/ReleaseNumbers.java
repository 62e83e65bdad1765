package org.computetrends.select;

import org.jspecify.annotations.Nullable;

/**
 * Finds duplicates among rows in the order of {@link ReleaseKey#ORDER}, and numbers the releases of each name. Both
 * runners use it, in memory and in Spark's tasks.
 *
 * @param <T> a row
 */
final class ReleaseNumbers<T> {
    private @Nullable ReleaseKey last;
    private @Nullable T kept;
    private int number;

    /** Adds the next row. Returns the row that is kept instead of it, or null if it is kept. */
    @Nullable
    T original(ReleaseKey key, T row) {
        ReleaseKey before = last;
        if (before != null && key.isSameRelease(before)) {
            return kept;
        }
        number = before != null && key.name().equals(before.name()) ? number + 1 : 1;
        last = key;
        kept = row;
        return null;
    }

    /** The number, from 1, of the last kept release among those of its name. */
    int number() {
        return number;
    }
}
