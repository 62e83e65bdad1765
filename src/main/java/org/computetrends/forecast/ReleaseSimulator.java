package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.Optional;
import org.computetrends.domain.PathGrowth;

/**
 * Draws sample paths of releases from what is known at an origin.
 *
 * <p>Paths start on the origin, or where coverage ended: then those known later are known all the same, and what is drawn
 * from there on is added to them.
 *
 * @param known what is known at the origin
 * @param settings how paths are drawn
 * @param years how many years of releases before the start a line is fitted to
 * @param seed equal seeds and releases give equal paths
 */
record ReleaseSimulator(KnownReleases known, PathSettings settings, int years, long seed) {

    /** How many releases the line of paths that start on a date is fitted to. */
    long releases(LocalDate start) {
        return known.startingOn(start).fitted(years).size();
    }

    /**
     * Paths on which growth goes on as drawn.
     *
     * @param until a date after it to which releases are drawn
     * @return empty where there are too few releases
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
