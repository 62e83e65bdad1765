package org.computetrends.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The date on which a cohort reaches a threshold: as observed, or by sample paths of its releases. The date on which
 * the fitted line reaches it is given separately. A row of {@code crossings}.
 *
 * @param threshold the value, in the metric's unit
 * @param firstObserved the first release of the cohort at or above the threshold; null if there is none yet
 * @param simulated when the sample paths reach the threshold
 * @param line when the trend's line reaches the threshold; not a forecast
 * @param knownTo the end of the metric's coverage, after which releases are not observed; null if unknown
 */
public record Crossing(
        String metric,
        String cohort,
        String scenario,
        double threshold,
        String label,
        Status status,
        @Nullable ValuedRelease firstObserved,
        Simulated simulated,
        LineCrossing line,
        @Nullable LocalDate knownTo) {

    /** The years for which the probability of a crossing by year-end is given. */
    public static final List<Integer> YEARS =
            IntStream.rangeClosed(2022, 2035).boxed().toList();

    /** The date of the first observed release; without one, the median of the paths, which may be null. */
    public @Nullable LocalDate date() {
        return firstObserved == null ? simulated.median() : firstObserved.publishedOn();
    }

    /**
     * When sample paths reach a threshold. For the cohort of records, a path is at its largest release so far; for
     * other cohorts, it is at its line. If a known release has reached the threshold, the dates are null, and the
     * shares are 1 from that release's year on.
     *
     * @param median the first day by which half of the paths have reached the threshold; null if fewer do
     * @param interval50 the days by which a quarter and three quarters of the paths have reached it; an end is null if
     *     fewer paths do. The 80% and 95% intervals are defined alike
     * @param crossedBy the share of paths that have reached it by the end of each year, for years that the paths cover
     */
    public record Simulated(
            @Nullable LocalDate median,
            DateInterval interval50,
            DateInterval interval80,
            DateInterval interval95,
            Map<Integer, Double> crossedBy) {
        /** The result without paths. */
        public static final Simulated NONE =
                new Simulated(null, DateInterval.NONE, DateInterval.NONE, DateInterval.NONE, Map.of());

        public Simulated {
            crossedBy = Map.copyOf(crossedBy);
        }
    }

    public enum Status {
        /** A release of the cohort is at or above the threshold. */
        OBSERVED,
        /** Half of the paths reach the threshold by the last date, but not by the day of the vintage. */
        DATED,
        /**
         * Half of the paths reach the threshold by the day of the vintage: a release may have done so without a
         * reported value.
         */
        MAY_HAVE_HAPPENED,
        /** Fewer than half of the paths reach the threshold by the last date. */
        NOT_BY_LAST_DATE,
        /** Too few releases are known for sample paths. */
        TOO_FEW_RELEASES
    }

    /**
     * The date on which a trend's line reaches a threshold. Not a forecast: in backtests, far fewer than 80% and 95% of
     * the outcomes were inside these intervals.
     *
     * @param date the day on which the line reaches the threshold; null if the status means no date
     * @param interval80 80% interval for that day, by Fieller's method with the standard errors of
     *     {@code fitting.interval}
     * @param interval95 95% interval for that day, by the same method
     */
    public record LineCrossing(
            LineStatus status, @Nullable LocalDate date, DateInterval interval80, DateInterval interval95) {

        public static LineCrossing none(LineStatus status) {
            return new LineCrossing(status, null, DateInterval.NONE, DateInterval.NONE);
        }
    }

    public enum LineStatus {
        /** A date, with a bounded 95% interval of the line. */
        BOUNDED,
        /** A date, but its interval ends outside the years 1 to 9999. */
        INTERVAL_BEYOND_CALENDAR,
        /** A date, but the slope's sign is uncertain at 95%, so the interval is unbounded. */
        UNBOUNDED,
        /** The line is level or falls: it does not reach the threshold in the future. */
        NOT_GROWING,
        /** The line reaches the threshold outside the years 1 to 9999. */
        BEYOND_CALENDAR,
        /** The scenario assumes growth other than the line's. */
        OTHER_GROWTH,
        /** The trend could not be fitted. */
        NO_FIT
    }

    /** A first and a last date; null for a missing end. */
    public record DateInterval(
            @Nullable LocalDate low, @Nullable LocalDate high) {
        public static final DateInterval NONE = new DateInterval(null, null);
    }
}
