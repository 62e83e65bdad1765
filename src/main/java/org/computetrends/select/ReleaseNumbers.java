package org.computetrends.select;

import org.jspecify.annotations.Nullable;

/**
 * Goes over rows in the order of {@link ReleaseKey#ORDER}, finds copies, and numbers the releases of each name by date and
 * organizations.
 *
 * @param <T> a row
 */
final class ReleaseNumbers<T> {
    private @Nullable ReleaseKey last;
    private @Nullable T kept;
    private int number;

    /** The row that is kept in place of this one, or null where this one is. */
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

    /** The number of the last release that was kept, among those of its name. */
    int number() {
        return number;
    }
}
