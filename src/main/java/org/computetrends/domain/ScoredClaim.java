package org.computetrends.domain;

import java.time.LocalDate;
import org.computetrends.stats.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A claim compared with the data. A row of the table of claims.
 *
 * @param then the finding on the newest comparable vintage at or before the claim's day
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
        /** No table covers it, or no vintage is old enough. {@link Finding#note} states which. */
        NOT_TESTABLE
    }

    /** The origin of our number. */
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
     * @param vintage the vintage, or null if none is as old as the claim
     * @param value our value, or null if there is none
     * @param interval the 95% interval of our value, or null if it has none; an end may be infinite
     * @param n releases that our value is computed from
     * @param release the id of the release with the value; null unless the claim is about a release's value
     * @param releasedOn the date of that release; null without it
     * @param verdict whether our value agrees with the claim
     * @param distanceSe our number minus the published one, in our standard errors; null if ours has none
     * @param note a remark; not null if the claim is undecided
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

        /** This finding, with the verdict untested and its reason. */
        public Finding untested(String why) {
            return new Finding(
                    vintage, basis, value, interval, n, release, releasedOn, Verdict.UNTESTED, distanceSe, why);
        }
    }

    /**
     * The ratio of our value to the published one (see {@link Claim.Published#point}), or null if we have none, or both are
     * dates.
     */
    public @Nullable Double ratio(Finding finding) {
        Double value = finding.value();
        boolean isDate = claim.quantity() == Claim.Quantity.CROSSING_DATE;
        return value == null || isDate
                ? null
                : Double.valueOf(value / claim.published().point());
    }
}
