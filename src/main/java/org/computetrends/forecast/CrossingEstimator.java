package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.Crossing.DateInterval;
import org.computetrends.domain.LargestSoFar;
import org.computetrends.domain.TimeScale;
import org.jspecify.annotations.Nullable;

/**
 * Dates the crossing of a threshold by sample paths. A quantile of the dates is the first day by which that share of the paths
 * has crossed.
 *
 * @param timeScale how times become dates
 * @param origin the day that releases are known to
 * @param last the last day that paths are read to
 */
record CrossingEstimator(TimeScale timeScale, LocalDate origin, LocalDate last) {

    /** What is known of a crossing apart from the fitted line. */
    record Dated(Crossing.Status status, Crossing.Simulated simulated) {}

    /**
     * A crossing that no path dates: seen, or of a cohort with too few releases.
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

    /**
     * A crossing ahead.
     *
     * @param passages when each path crosses, in years since 2000-01-01; infinite for never. Reordered
     */
    Dated simulated(double[] passages) {
        Arrays.sort(passages);
        Map<Integer, Double> crossedBy = new HashMap<>();
        for (int year : Crossing.YEARS) {
            if (isAhead(year)) {
                double end = timeScale.yearsSince2000(LocalDate.of(year + 1, 1, 1));
                int crossed = Arrays.binarySearch(passages, end);
                crossedBy.put(year, (crossed < 0 ? -crossed - 1 : crossed) / (double) passages.length);
            }
        }
        LocalDate median = date(passages, 0.5);
        return new Dated(
                median == null
                        ? Crossing.Status.NOT_BY_LAST_DATE
                        : median.isAfter(origin) ? Crossing.Status.DATED : Crossing.Status.MAY_HAVE_HAPPENED,
                new Crossing.Simulated(
                        median,
                        new DateInterval(date(passages, 0.25), date(passages, 0.75)),
                        new DateInterval(date(passages, 0.10), date(passages, 0.90)),
                        new DateInterval(date(passages, 0.025), date(passages, 0.975)),
                        crossedBy));
    }

    /** The first day by which a share of the paths has crossed; null where fewer do by the last day. */
    private @Nullable LocalDate date(double[] sorted, double share) {
        double time = sorted[(int) Math.ceil(share * sorted.length) - 1];
        if (!timeScale.isDate(time)) {
            return null;
        }
        LocalDate date = timeScale.dateAt(time);
        return date.isAfter(last) ? null : date;
    }
}
