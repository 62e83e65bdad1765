package org.computetrends.domain;

import java.util.Map;
import java.util.Optional;
import org.computetrends.stats.SlopeDifference;
import org.computetrends.stats.SlopeTest;
import org.jspecify.annotations.Nullable;

/**
 * Two trends of a metric, and by how much the first grows faster than the second.
 *
 * @param first a trend
 * @param second another of the same metric
 * @param shared releases that belong to both; what is said of the difference allows for them
 * @param difference of the slopes, or null where one of them could not be fitted
 * @param tests that the slopes are equal, by every method that was asked for and could be used
 * @param method of the test that is meant where none is named
 * @param status whether there is that test, and if not, why
 * @param pValueHolm that test's p-value, corrected for all tests of the run; null where there is none
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

    /** Whether there is a test. */
    public enum Status {
        TESTED,
        /** One of the trends could not be fitted. */
        NOT_FITTED,
        /** The method draws single releases, and there are too many to be in memory. */
        NOT_IN_MEMORY,
        /**
         * The difference has no standard error by the method: all releases are on the lines, one organization alone
         * determines a slope, or there are too few dates or organizations to draw from.
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

    /** The span of both trends; empty where each is within its own era. */
    public Optional<Era> span() {
        Era era = first.specification().era();
        return era.equals(second.specification().era()) ? Optional.of(era) : Optional.empty();
    }

    /** The test by a method; empty where there is none. */
    public Optional<SlopeTest> test(SlopeInterval.Method by) {
        return Optional.ofNullable(tests.get(by));
    }

    /** The test by the method asked for; empty where there is none. */
    public Optional<SlopeTest> test() {
        return test(method);
    }

    /** This, with its p-value corrected for all tests of the run. */
    public SlopeComparison corrected(double pValue) {
        return new SlopeComparison(first, second, shared, difference, tests, method, status, pValue);
    }
}
