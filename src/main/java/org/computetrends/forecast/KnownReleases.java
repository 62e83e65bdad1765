package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.OptionalDouble;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.Population;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a metric at an origin.
 *
 * @param frontier the releases of the frontier dated before the origin, of all time
 * @param record the largest value of a release dated before the origin, in OOM; empty where there is none
 * @param fitFrom the first date that lines are fitted from, or null for no bound
 * @param origin only releases before it are known
 * @param start the date that paths start on: the origin, or an earlier one from which on releases are known to have no
 *     value yet; those that have one are known all the same
 * @param timeScale how dates become years
 */
record KnownReleases(
        Population frontier,
        OptionalDouble record,
        @Nullable LocalDate fitFrom,
        LocalDate origin,
        LocalDate start,
        TimeScale timeScale) {

    /** The same with paths that start on another date. */
    KnownReleases startingOn(LocalDate date) {
        return new KnownReleases(frontier, record, fitFrom, origin, date, timeScale);
    }

    double startTime() {
        return timeScale.yearsSince2000(start);
    }

    /**
     * The releases of the last years before the origin that lines are fitted to: those up to the start, and that of the
     * start's own day, which is the last one where paths start with coverage's end.
     */
    Population fitted(int years) {
        LocalDate from = origin.minusYears(years);
        return frontier.between(fitFrom != null && fitFrom.isAfter(from) ? fitFrom : from, start.plusDays(1));
    }

    /** How many releases there were in some years that ended some months before the start. */
    int count(int years, int monthsBefore) {
        LocalDate to = start.minusMonths(monthsBefore);
        return frontier.between(to.minusYears(years), to).size();
    }
}
