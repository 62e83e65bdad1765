package org.computetrends.domain;

import java.util.Map;
import java.util.Optional;
import org.computetrends.stats.SlopeDifference;
import org.computetrends.stats.SlopeTest;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of the slopes of two trends of one metric. A row of {@code comparisons}.
 *
 * @param shared the number of releases in both trends; the tests allow for these
 * @param difference the first slope minus the second, or null if one of them could not be fitted
 * @param tests the tests that the slopes are equal, by every applicable method
 * @param method the method of the default test
 * @param pValueHolm the default test's p-value, with Holm's correction for all tests of the run; null without a default
 *     test, and before the correction
 */
public record SlopeComparison(
        Trend first,
        Trend second,
        long shared,
        @Nullable SlopeDifference difference,
        Map<SlopeInterval.Method, SlopeTest> tests,
        SlopeInterval.Method method,
        Status status,
        @Nullable Double pValueHolm) {

    public enum Status {
        TESTED,
        /** One of the trends could not be fitted. */
        NOT_FITTED,
        /** The method draws single releases, and there are too many to keep in memory. */
        NOT_IN_MEMORY,
        /**
         * The difference has no standard error by the method: all releases are on the lines, both trends have the same
         * releases, one organization alone determines a slope, or dates or organizations are too few to draw from.
         */
        NO_STANDARD_ERROR
    }

    public SlopeComparison {
        tests = Map.copyOf(tests);
        if ((status == Status.TESTED) != tests.containsKey(method)) {
            throw new IllegalArgumentException("a comparison is tested exactly when it has a test by " + method
                    + ", but is " + status + " with " + tests.keySet());
        }
    }

    /** The era of both trends; empty if they have different eras. */
    public Optional<Era> span() {
        Era era = first.specification().era();
        return era.equals(second.specification().era()) ? Optional.of(era) : Optional.empty();
    }

    public Optional<SlopeTest> test(SlopeInterval.Method testMethod) {
        return Optional.ofNullable(tests.get(testMethod));
    }

    /** The default test, if there is one. */
    public Optional<SlopeTest> test() {
        return test(method);
    }

    public SlopeComparison withHolm(double correctedPValue) {
        return new SlopeComparison(first, second, shared, difference, tests, method, status, correctedPValue);
    }
}
