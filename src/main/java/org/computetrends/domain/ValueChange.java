package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A value of a release that is not as it was in the vintage before.
 *
 * @param releaseId the release's id; in the vintage before, where it was withdrawn
 * @param metric the metric's id
 * @param kind what happened
 * @param fromVintage the vintage before
 * @param before the value and date before, or null where there was no value
 * @param after the value and date since, or null where there is no value
 */
public record ValueChange(
        String releaseId,
        String metric,
        Kind kind,
        LocalDate fromVintage,
        @Nullable Dated before,
        @Nullable Dated after) {

    /** What happened to a value. */
    public enum Kind {
        /** Both vintages have the release; its value or date differs, or is known in one of them alone. */
        REVISED,
        /** The vintage before has no such release. */
        ADDED,
        /** The run's vintage has no such release. */
        WITHDRAWN
    }

    /**
     * A value on its release's date.
     *
     * @param value in the metric's unit
     * @param publishedOn as imputed
     */
    public record Dated(double value, LocalDate publishedOn) {}
}
