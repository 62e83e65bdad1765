package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.Optional;
import org.computetrends.domain.PathGrowth;

/**
 * Draws sample paths of releases from the data known at an origin.
 *
 * <p>Paths start at the origin or at the end of coverage. In the latter case, releases known after the start are kept,
 * and the drawn ones are added to them.
 *
 * @param known the releases known at the origin
 * @param settings the settings of sample paths
 * @param years years before the origin at which the fitted releases begin
 * @param seed equal seeds and releases give equal paths
 */
record ReleaseSimulator(KnownReleases known, PathSettings settings, int years, long seed) {

    /** The number of releases in the fitted line of paths that start on a date. */
    long releases(LocalDate start) {
        return known.startingOn(start).fitted(years).size();
    }

    /**
     * Paths on which growth continues as drawn.
     *
     * @param start the start of paths
     * @param until a date after the start, to which releases are drawn
     * @return empty if there are too few releases
     */
    Optional<ReleasePaths> paths(LocalDate start, LocalDate until) {
        KnownReleases from = known.startingOn(start);
        return draws(from, until)
                .map(draws -> new ReleasePaths(from, draws, new PathGrowth.Paced(draws, 1), settings.windowMonths()));
    }

    private Optional<PathDraws> draws(KnownReleases from, LocalDate until) {
        double length = from.timeScale().yearsSince2000(until) - from.startTime();
        return ReleaseProcess.fit(from, years, settings)
                .map(process -> PathDraws.of(
                        process, settings.slopeDeviation(), from.startTime(), length, settings.paths(), seed));
    }
}
