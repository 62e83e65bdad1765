package org.computetrends.select;

import org.jspecify.annotations.Nullable;

/**
 * Takes rows in the order of {@link ReleaseKey#ORDER}, finds duplicates, and numbers the releases of each name by date
 * and organizations.
 *
 * @param <T> a row
 */
final class ReleaseNumbers<T> {
    private @Nullable ReleaseKey last;
    private @Nullable T kept;
    private int number;

    /** The row that is kept instead of this one; null if this one is kept. */
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

    /** The number, among those of its name, of the last release kept. */
    int number() {
        return number;
    }
}
