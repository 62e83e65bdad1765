package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.Crossing.DateInterval;
import org.computetrends.domain.LargestSoFar;
import org.jspecify.annotations.Nullable;

/**
 * Estimates from sample paths when a threshold is crossed.
 *
 * @param origin the day up to which releases are known
 * @param last the last day to which paths are read
 */
record CrossingEstimator(LocalDate origin, LocalDate last) {

    /** The status of a crossing, and its date by sample paths. */
    record Dated(Crossing.Status status, Crossing.Simulated simulated) {}

    /**
     * A crossing without paths: already observed, or of a cohort with too few releases.
     *
     * @param firstObserved the first release that crossed, or null
     */
    Dated unsimulated(@Nullable LargestSoFar firstObserved) {
        return firstObserved == null
                ? new Dated(Crossing.Status.TOO_FEW_RELEASES, Crossing.Simulated.NONE)
                : new Dated(
                        Crossing.Status.OBSERVED,
                        new Crossing.Simulated(
                                null,
                                DateInterval.NONE,
                                DateInterval.NONE,
                                DateInterval.NONE,
                                certainSince(firstObserved)));
    }

    private Map<Integer, Double> certainSince(LargestSoFar firstObserved) {
        Map<Integer, Double> crossedBy = new HashMap<>();
        for (int year : Crossing.YEARS) {
            if (isAhead(year) && firstObserved.publishedOn().getYear() <= year) {
                crossedBy.put(year, 1.0);
            }
        }
        return crossedBy;
    }

    private boolean isAhead(int year) {
        LocalDate end = LocalDate.of(year + 1, 1, 1);
        return end.isAfter(origin) && !end.isAfter(last.plusDays(1));
    }

    /** A future crossing. */
    Dated simulated(FirstPassages passages) {
        Map<Integer, Double> crossedBy = new HashMap<>();
        for (int year : Crossing.YEARS) {
            if (isAhead(year)) {
                crossedBy.put(year, passages.shareBefore(LocalDate.of(year + 1, 1, 1)));
            }
        }
        LocalDate median = passages.date(0.5, last);
        return new Dated(
                median == null
                        ? Crossing.Status.NOT_BY_LAST_DATE
                        : median.isAfter(origin) ? Crossing.Status.DATED : Crossing.Status.MAY_HAVE_HAPPENED,
                new Crossing.Simulated(
                        median,
                        passages.interval(0.25, 0.75, last),
                        passages.interval(0.10, 0.90, last),
                        passages.interval(0.025, 0.975, last),
                        crossedBy));
    }
}
