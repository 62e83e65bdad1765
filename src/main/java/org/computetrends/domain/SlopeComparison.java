package org.computetrends.domain;

import java.util.Map;
import java.util.Optional;
import org.computetrends.stats.SlopeDifference;
import org.computetrends.stats.SlopeTest;
import org.jspecify.annotations.Nullable;

/**
 * The growth of one trend of a metric minus the growth of another. A row of {@code comparisons}.
 *
 * @param second the trend of the same metric whose slope is subtracted from the first one's
 * @param shared the number of releases in both; the tests allow for them
 * @param difference the difference of the slopes, or null if one of them could not be fitted
 * @param tests the tests that the slopes are equal, by every applicable method
 * @param method the default test's method
 * @param pValueHolm the default test's p-value, corrected for all tests of the run; null without a default test
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
         * The difference has no standard error by the method: all releases are on the lines, both trends have the
         * same releases, one organization alone determines a slope, or there are too few dates or organizations to
         * draw from.
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

    /** The common span of both trends; empty if each has its own era. */
    public Optional<Era> span() {
        Era era = first.specification().era();
        return era.equals(second.specification().era()) ? Optional.of(era) : Optional.empty();
    }

    /** The test by a method, if there is one. */
    public Optional<SlopeTest> test(SlopeInterval.Method testMethod) {
        return Optional.ofNullable(tests.get(testMethod));
    }

    /** The default test, if there is one. */
    public Optional<SlopeTest> test() {
        return test(method);
    }

    /** This comparison, with its p-value corrected for all tests of the run. */
    public SlopeComparison withHolm(double correctedPValue) {
        return new SlopeComparison(first, second, shared, difference, tests, method, status, correctedPValue);
    }
}
