package org.computetrends.domain;

import java.io.Serializable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A state of the source's database of AI systems, and which of its releases are analysed.
 *
 * @param date the as-of date: nothing that became known later is included. The latest release may be months older
 * @param listedScope the scope of the releases that the source lists, or null if not recorded
 * @param onlyNotable whether only releases flagged notable are analysed, for comparison with vintages that list no
 *     others
 */
public record Vintage(LocalDate date, @Nullable VintageScope listedScope, boolean onlyNotable) implements Serializable {

    /** A vintage without a recorded scope, of which every release is analysed. */
    public static Vintage unrecorded(LocalDate date) {
        return new Vintage(date, null, /* onlyNotable= */ false);
    }

    /** The id of the analysed scope, or null if none is recorded. */
    public @Nullable String scopeId() {
        VintageScope scope = scope();
        return scope == null ? null : scope.id();
    }

    public String scopeName() {
        return scopeName(scopeId());
    }

    /** A scope's name for messages; {@code unrecorded} for null. */
    public static String scopeName(@Nullable String scopeId) {
        return scopeId == null ? "unrecorded" : scopeId;
    }

    /** The scope of the analysed releases, or null if none is recorded. */
    public @Nullable VintageScope scope() {
        return onlyNotable ? VintageScope.NOTABLE : listedScope;
    }
}
