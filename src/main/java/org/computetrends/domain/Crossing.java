package org.computetrends.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * When a cohort reaches a threshold: seen, or by the sample paths of its releases; and, apart from these, where the fitted
 * line reaches it.
 *
 * @param metric a metric's id
 * @param cohort a cohort's id
 * @param scenario a scenario's id
 * @param threshold the value, in the metric's unit
 * @param label the threshold's name for people
 * @param status whether it is seen or has a date, and if not, why
 * @param firstObserved the first release of the cohort at or above the threshold, in all its history, or null
 * @param simulated when the sample paths reach it
 * @param line where the trend's line does; no forecast
 * @param knownTo where coverage of the metric ends, so that no release after it can have been seen; null where it cannot be
 *     said
 */
public record Crossing(
        String metric,
        String cohort,
        String scenario,
        double threshold,
        String label,
        Status status,
        @Nullable LargestSoFar firstObserved,
        Simulated simulated,
        LineCrossing line,
        @Nullable LocalDate knownTo) {

    /** The date of the first release; where there is none, the median of the paths; null where there is neither. */
    public @Nullable LocalDate date() {
        return firstObserved == null ? simulated.median() : firstObserved.publishedOn();
    }

    /** The years by whose ends the probability of having crossed is told. */
    public static final List<Integer> YEARS =
            IntStream.rangeClosed(2022, 2035).boxed().toList();

    /**
     * When sample paths reach a threshold: their largest release so far for records, their lines for other cohorts.
     *
     * @param median the first day by which half of them have; null if fewer do
     * @param interval50 from a quarter of the paths to three; an end is null if fewer do
     * @param interval80 from a tenth of the paths to nine tenths, likewise
     * @param interval95 the central 95%, likewise
     * @param crossedBy the share of paths that have by the end of a year, for years that the paths reach
     */
    public record Simulated(
            @Nullable LocalDate median,
            DateInterval interval50,
            DateInterval interval80,
            DateInterval interval95,
            Map<Integer, Double> crossedBy) {
        /** No paths. */
        public static final Simulated NONE =
                new Simulated(null, DateInterval.NONE, DateInterval.NONE, DateInterval.NONE, Map.of());

        public Simulated {
            crossedBy = Map.copyOf(crossedBy);
        }
    }

    /** Whether a crossing is seen, or has a date. */
    public enum Status {
        /** A release of the cohort is there. */
        OBSERVED,
        /** Half of the paths reach it by the last date. */
        DATED,
        /** Half of the paths have reached it by the day of the vintage: it may have happened, and no estimate shows it. */
        MAY_HAVE_HAPPENED,
        /** Fewer than half of the paths reach the threshold by the last date. */
        NOT_BY_LAST_DATE,
        /** Too few releases are known for sample paths. */
        TOO_FEW_RELEASES
    }

    /**
     * Where a trend's line reaches a threshold. This is no forecast: made at past dates, such intervals have held far less
     * often than they say.
     *
     * @param status whether there is a date with an interval, and if not, why
     * @param date the day on which it does, or null
     * @param interval80 80% interval for that day, by Fieller's method with the errors that fitting.interval names
     * @param interval95 95% interval likewise
     */
    public record LineCrossing(
            LineStatus status, @Nullable LocalDate date, DateInterval interval80, DateInterval interval95) {

        /** Without a date. */
        public static LineCrossing none(LineStatus status) {
            return new LineCrossing(status, null, DateInterval.NONE, DateInterval.NONE);
        }
    }

    /** Whether a line's crossing has a date and an interval. */
    public enum LineStatus {
        /** A date, with a bounded 95% interval of the line. */
        BOUNDED,
        /** A date, but its interval ends outside the years 1 to 9999. */
        INTERVAL_BEYOND_CALENDAR,
        /** A date, but the slope's sign is not certain at 95%, so that its interval has no ends. */
        UNBOUNDED,
        /** The line is level or falls: it does not reach the threshold in the future. */
        NOT_GROWING,
        /** The line reaches the threshold outside the years 1 to 9999. */
        BEYOND_CALENDAR,
        /** The scenario supposes other growth than the line's. */
        OTHER_GROWTH,
        /** The trend could not be fitted. */
        NO_FIT
    }

    /**
     * Two dates, each null where the interval has no such end.
     *
     * @param low the first date
     * @param high the last date
     */
    public record DateInterval(
            @Nullable LocalDate low, @Nullable LocalDate high) {
        /** No ends. */
        public static final DateInterval NONE = new DateInterval(null, null);
    }
}
