package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.OptionalDouble;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.Population;
import org.jspecify.annotations.Nullable;

/**
 * The releases of a metric known at an origin, to which {@link ReleaseProcess} is fitted and which its paths continue.
 *
 * @param releases the releases of the frontier or another cohort before the origin; for trends, within the trend's era
 * @param record the largest value of a release dated before the origin, in OOM; empty if there is none
 * @param fitFrom the first date used by fitted lines, or null for no bound
 * @param origin only releases before this day are known
 * @param start the start of paths: the origin, or an earlier date after which many releases still lack values.
 *     Releases from then to the origin that have a value are in {@code releases}, but lines are not fitted to them
 */
record KnownReleases(
        Population releases,
        OptionalDouble record,
        @Nullable LocalDate fitFrom,
        LocalDate origin,
        LocalDate start,
        TimeScale timeScale) {

    double startTime() {
        return timeScale.yearsSince2000(start);
    }

    /** The first day of the fitted releases: this many years before the origin, or {@code fitFrom} if that is later. */
    LocalDate fitStart(int years) {
        LocalDate from = origin.minusYears(years);
        return fitFrom != null && fitFrom.isAfter(from) ? fitFrom : from;
    }

    /** The exclusive end of the fitted releases: the day after the start. Releases on the start day are fitted too. */
    LocalDate fitEnd() {
        return start.plusDays(1);
    }

    /** The releases that lines are fitted to. */
    Population fitReleases(int years) {
        return releases.between(fitStart(years), fitEnd());
    }

    /** The number of releases in a span of {@code years} that ends {@code monthsBefore} the start of paths. */
    int releaseCount(int years, int monthsBefore) {
        LocalDate to = start.minusMonths(monthsBefore);
        return releases.between(to.minusYears(years), to).size();
    }
}
