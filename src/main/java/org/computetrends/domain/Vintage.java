package org.computetrends.domain;

import java.io.Serializable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A published state of the database, and what of it is analysed.
 *
 * @param date its as-of date: the last day whose knowledge it holds, which may be later than its latest publication
 * @param listed what the source listed, or null where the dataset does not record it
 * @param onlyNotable whether only releases flagged notable are analysed, so that it compares with states that list
 *     nothing else
 */
public record Vintage(LocalDate date, @Nullable VintageScope listed, boolean onlyNotable) implements Serializable {

    /** A vintage of a dataset that records no scope: all of it is analysed. */
    public static Vintage unrecorded(LocalDate date) {
        return new Vintage(date, null, false);
    }

    /** The name of that scope, or null where none is recorded. */
    public @Nullable String scopeId() {
        VintageScope scope = scope();
        return scope == null ? null : scope.id();
    }

    /** The name of that scope, or {@code unrecorded}. */
    public String scopeName() {
        return scopeName(scopeId());
    }

    /** What messages call a scope: its name, or {@code unrecorded} for null. */
    public static String scopeName(@Nullable String scopeId) {
        return scopeId == null ? "unrecorded" : scopeId;
    }

    /** What is analysed: the scope of the releases that a run keeps, or null where none is recorded. */
    public @Nullable VintageScope scope() {
        return onlyNotable ? VintageScope.NOTABLE : listed;
    }
}
