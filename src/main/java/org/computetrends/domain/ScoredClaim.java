package org.computetrends.domain;

import java.time.LocalDate;
import org.computetrends.stats.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A claim beside what the data say.
 *
 * @param claim the claim
 * @param nearest on the vintage nearest to the claim's
 * @param newest on the newest vintage
 * @param reason why ours and the published number differ, or cannot be compared
 */
public record ScoredClaim(Claim claim, Finding nearest, Finding newest, String reason) {

    /** Whether a claim agrees with the data. */
    public enum Verdict {
        /** Our interval, or our number where it has none, meets the values that agree with the claim. */
        CONSISTENT,
        /** They do not meet. */
        INCONSISTENT,
        /** The data do not say; the reason does. */
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
     * @param vintage the vintage
     * @param basis where the value comes from
     * @param value ours, or null where there is none
     * @param interval its 95% interval, or null where it has none; an end may be infinite
     * @param n releases that it rests on
     * @param release for an observed value, the release's id, or null
     * @param releasedOn for an observed value, the release's date, or null
     * @param verdict whether it agrees
     * @param told what else is to be said of it in words, or null; never null where it cannot be tested
     */
    public record Finding(
            LocalDate vintage,
            Basis basis,
            @Nullable Double value,
            @Nullable Interval interval,
            long n,
            @Nullable String release,
            @Nullable LocalDate releasedOn,
            Verdict verdict,
            @Nullable String told) {

        public Finding {
            if (verdict == Verdict.NOT_TESTABLE && told == null) {
                throw new IllegalArgumentException("what cannot be tested needs a reason");
            }
        }

        /** Nothing that could be tested, and why. */
        public static Finding notTestable(LocalDate vintage, long n, String told) {
            return new Finding(vintage, Basis.NONE, null, null, n, null, null, Verdict.NOT_TESTABLE, told);
        }
    }

    /** Ours over the published value (see {@link Claim.Published#point}), or null where there is none of ours. */
    public @Nullable Double ratio(Finding finding) {
        Double value = finding.value();
        return value == null ? null : (Double) (value / claim.published().point());
    }
}
