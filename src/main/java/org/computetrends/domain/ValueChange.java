package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A value of a release that differs between a vintage and the one before it. All of a vintage's, undone, leave the values of the
 * one before, each under its id there.
 *
 * @param releaseId the release's id in the later vintage; in the earlier one, where it was withdrawn
 * @param metric the metric's id
 * @param kind what happened
 * @param fromVintage the earlier vintage
 * @param toVintage the later vintage
 * @param oldReleaseId the release's id in the earlier vintage where it is another, or null
 * @param before the value and date before, or null where there was no value
 * @param after the value and date since, or null where there is no value
 */
public record ValueChange(
        String releaseId,
        String metric,
        Kind kind,
        LocalDate fromVintage,
        LocalDate toVintage,
        @Nullable String oldReleaseId,
        @Nullable Dated before,
        @Nullable Dated after) {

    /** What happened to a value. */
    public enum Kind {
        /** Both vintages have the release; its value or date differs, or is known in one of them alone. */
        REVISED,
        /** The earlier vintage has no such release. */
        ADDED,
        /** The later vintage has no such release. */
        WITHDRAWN,
        /** Both vintages have the release with the same value and date; its id differs, or the rounding of the last digits. */
        RESTATED
    }

    /**
     * A value on its release's date.
     *
     * @param value in the metric's unit
     * @param publishedOn as imputed
     */
    public record Dated(double value, LocalDate publishedOn) {

        /** Whether another says the same, the rounding of the last digits apart. */
        public boolean isAs(@Nullable Dated other) {
            return other != null && publishedOn.equals(other.publishedOn) && !isRevised(value, other.value);
        }
    }

    /** Digits beyond these are those of a program that wrote the number, not of a revision. */
    private static final double ROUNDING = 1e-9;

    /** Whether two positive values differ by more than the rounding of their last digits. */
    public static boolean isRevised(double before, double after) {
        return Math.abs(before - after) > ROUNDING * Math.max(before, after);
    }
}
