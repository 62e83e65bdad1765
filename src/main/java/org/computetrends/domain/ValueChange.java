package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A difference between two consecutive vintages in a release's value of a metric. Undoing all changes between the two
 * vintages gives the earlier one's values, under its ids. A row of {@code value_changes}.
 *
 * @param releaseId the release's id in the later vintage, or in the earlier one if it was withdrawn
 * @param oldReleaseId the release's id in the earlier vintage; null if it is the same
 * @param before the value and date in the earlier vintage; null without a value
 * @param after the value and date in the later vintage; null without a value
 */
public record ValueChange(
        String releaseId,
        String metric,
        Kind kind,
        LocalDate fromVintage,
        LocalDate toVintage,
        @Nullable String oldReleaseId,
        @Nullable DatedValue before,
        @Nullable DatedValue after) {

    public enum Kind {
        /** Both vintages have the release; its value or date differs, or is known in only one of them. */
        REVISED,
        /** The earlier vintage has no such release. */
        ADDED,
        /** The later vintage has no such release. */
        WITHDRAWN,
        /** Both vintages have the release with the same value and date. Its id, or rounding of the value, differs. */
        RESTATED
    }

    /** A release's value, in the metric's unit, and its date, as imputed. */
    public record DatedValue(double value, LocalDate publishedOn) {

        public boolean isEqualUpToRounding(@Nullable DatedValue other) {
            return other != null && publishedOn.equals(other.publishedOn) && !isRevised(value, other.value);
        }
    }

    /** Relative differences up to this come from number formatting, not from revisions. */
    private static final double ROUNDING = 1e-9;

    /** Whether two positive values differ by more than the rounding of their last digits. */
    public static boolean isRevised(double before, double after) {
        return Math.abs(before - after) > ROUNDING * Math.max(before, after);
    }
}
