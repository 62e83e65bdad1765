package org.computetrends.domain;

import java.time.LocalDate;
import org.computetrends.stats.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A published claim compared with our numbers, as of its day and by the newest vintage. A row of the table of claims.
 *
 * @param then the finding on the newest comparable vintage at or before the claim's day
 * @param newest the finding on the newest vintage
 * @param reason why our number and the published one differ, or cannot be compared
 */
public record ScoredClaim(Claim claim, Finding then, Finding newest, String reason) {

    public enum Verdict {
        /** Ours rounds to the published number. */
        REPRODUCED,
        /** Ours agrees within our uncertainty, which is small enough for a test. */
        COMPATIBLE,
        /** Ours differs by more than our uncertainty. */
        CONTRADICTED,
        /** Our uncertainty is too large, or there is nothing yet to compare. {@link Finding#note} states which. */
        UNTESTED,
        /**
         * No table covers the claim, no vintage is old enough, or the claim's day is unknown. {@link Finding#note}
         * states which.
         */
        NOT_TESTABLE
    }

    /** What our number is from. */
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
     * The result for a claim on a vintage.
     *
     * @param vintage null if no vintage is as old as the claim, or the claim's day is unknown
     * @param value our value, in the unit of the claimed quantity, or null if there is none
     * @param interval the 95% interval of our value, or null if it has none; an end may be infinite
     * @param n the number of releases that our value is computed from
     * @param release the id of the release with the value; null unless the claim is about a release's value
     * @param releasedOn the date of that release; null without it
     * @param distanceSe our value minus the published one, in standard errors of our value; null if our value has no
     *     standard error
     * @param note a remark; required for the verdicts {@code UNTESTED} and {@code NOT_TESTABLE}
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
                throw new IllegalArgumentException("a finding of " + verdict + " needs a note");
            }
        }

        /** A finding without a number, and the reason. */
        public static Finding none(@Nullable LocalDate vintage, long n, Verdict verdict, String note) {
            return new Finding(vintage, Basis.NONE, null, null, n, null, null, verdict, null, note);
        }

        /** This finding with the verdict untested. */
        public Finding untested(String why) {
            return new Finding(
                    vintage, basis, value, interval, n, release, releasedOn, Verdict.UNTESTED, distanceSe, why);
        }
    }

    /** Our value divided by the {@linkplain Claim.Published#point published one}; null for dates or without ours. */
    public @Nullable Double ratio(Finding finding) {
        Double value = finding.value();
        boolean isDate = claim.quantity() == Claim.Quantity.CROSSING_DATE;
        return value == null || isDate
                ? null
                : Double.valueOf(value / claim.published().point());
    }
}
