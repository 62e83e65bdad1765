package org.computetrends.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * When a trend reaches a threshold.
 *
 * @param metric a metric's id
 * @param cohort a cohort's id
 * @param scenario a scenario's id
 * @param threshold the value, in the metric's unit
 * @param label the threshold's name for people
 * @param status whether there is a date with an interval, and if not, why
 * @param firstObserved the first release of the cohort at or above the threshold, in all its history, or null
 * @param medianDate the date on which the line reaches the threshold, or on which half of the simulated paths have, where
 *     growth does not go on as fitted; or null
 * @param line80 Fieller's 80% interval for that date
 * @param line95 Fieller's 95% interval for that date
 * @param release80 the dates at which a single release of this value lies inside the 80% prediction interval
 * @param release95 the dates at which a single release of this value lies inside the 95% prediction interval
 * @param simulated when the simulated paths reach it
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
        @Nullable LocalDate medianDate,
        DateInterval line80,
        DateInterval line95,
        DateInterval release80,
        DateInterval release95,
        Simulated simulated,
        @Nullable LocalDate knownTo) {

    /** With the date where a vintage's coverage of the metric ends. */
    public Crossing within(Coverage coverage, LocalDate vintage) {
        return new Crossing(
                metric,
                cohort,
                scenario,
                threshold,
                label,
                status,
                firstObserved,
                medianDate,
                line80,
                line95,
                release80,
                release95,
                simulated,
                coverage.end(vintage, metric));
    }

    /** The years by whose ends the probability of having crossed is told. */
    public static final List<Integer> YEARS =
            IntStream.rangeClosed(2022, 2035).boxed().toList();

    /**
     * When simulated paths reach a threshold: their lines, or the largest release so far where the cohort is that of
     * records.
     *
     * @param median when half of them have; null if fewer do
     * @param interval80 from a tenth of the paths to nine tenths; an end is null if fewer do
     * @param interval95 the central 95%, likewise
     * @param crossedBy the share of paths that have by the end of a year, for years that the paths reach
     */
    public record Simulated(
            @Nullable LocalDate median,
            DateInterval interval80,
            DateInterval interval95,
            Map<Integer, Double> crossedBy) {
        /** No paths. */
        public static final Simulated NONE = new Simulated(null, DateInterval.NONE, DateInterval.NONE, Map.of());

        public Simulated {
            crossedBy = Map.copyOf(crossedBy);
        }
    }

    /** Whether a crossing has a date and an interval. */
    public enum Status {
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
        /** Fewer than half of the simulated paths reach the threshold by the last date. */
        NOT_BY_LAST_DATE,
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
