package org.computetrends.domain;

import java.time.LocalDate;
import org.computetrends.stats.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A claim beside what the data say.
 *
 * @param claim the claim
 * @param then on the newest comparable vintage at or before the claim's day
 * @param newest on the newest vintage
 * @param reason why ours and the published number differ, or cannot be compared
 */
public record ScoredClaim(Claim claim, Finding then, Finding newest, String reason) {

    /** Whether a claim agrees with the data. */
    public enum Verdict {
        /** Ours rounds to the published number. */
        REPRODUCED,
        /** Ours is as near as our uncertainty allows, and that is small enough to say so. */
        COMPATIBLE,
        /** Ours is further away than our uncertainty allows. */
        CONTRADICTED,
        /** Our uncertainty is too large to tell, or there is nothing yet to compare. The note says which. */
        UNTESTED,
        /** No table can speak of it, or no vintage is as old. The note says which. */
        NOT_TESTABLE
    }

    /** Where our number comes from. */
    public enum Basis {
        /** A line fitted to releases. */
        FITTED,
        /** Releases that were published. */
        OBSERVED,
        /** A scenario. */
        PROJECTED,
        /** There is no number. */
        NONE
    }

    /**
     * What a vintage says of a claim.
     *
     * @param vintage the vintage, or null where none is as old as the claim
     * @param basis where the value comes from
     * @param value ours, or null where there is none
     * @param interval its 95% interval, or null where it has none; an end may be infinite
     * @param n releases that it rests on
     * @param release for an observed value, the release's id, or null
     * @param releasedOn for an observed value, the release's date, or null
     * @param verdict whether it agrees
     * @param distanceSe ours less the published number in our standard errors, or null where it has none
     * @param note what else is to be said of it; never null where nothing was decided
     */
    public record Finding(
            @Nullable LocalDate vintage,
            Basis basis,
            @Nullable Double value,
            @Nullable Interval interval,
            long n,
            @Nullable String release,
            @Nullable LocalDate releasedOn,
            Verdict verdict,
            @Nullable Double distanceSe,
            @Nullable String note) {

        public Finding {
            if ((verdict == Verdict.NOT_TESTABLE || verdict == Verdict.UNTESTED) && note == null) {
                throw new IllegalArgumentException("what is not decided needs a reason");
            }
        }

        /** No number, and why. */
        public static Finding none(@Nullable LocalDate vintage, long n, Verdict verdict, String note) {
            return new Finding(vintage, Basis.NONE, null, null, n, null, null, verdict, null, note);
        }

        /** The same number, which decides nothing for a reason. */
        public Finding untested(String why) {
            return new Finding(
                    vintage, basis, value, interval, n, release, releasedOn, Verdict.UNTESTED, distanceSe, why);
        }
    }

    /**
     * Ours over the published value (see {@link Claim.Published#point}), or null where there is none of ours, or where
     * both are dates.
     */
    public @Nullable Double ratio(Finding finding) {
        Double value = finding.value();
        boolean isDate = claim.quantity() == Claim.Quantity.CROSSING_DATE;
        return value == null || isDate
                ? null
                : (Double) (value / claim.published().point());
    }
}
