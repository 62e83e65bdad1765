package org.computetrends.forecast;

/**
 * How sample paths of releases are drawn.
 *
 * @param slopeDeviation standard deviation, OOM a year, that is added to the slope's for growth that changes
 * @param rateYears the years from which the rate of arrivals is taken
 * @param rateLagMonths how long before the start of the paths these end, because values arrive late
 * @param leastArrivalsPerYear the rate is this at least
 * @param fewestReleases with fewer releases in these years there is no forecast
 * @param windowMonths months on either side of a date whose frontier releases are its frontier
 * @param coverageLagDays where coverage ended longer before the origin, paths may start there
 * @param recordSoftness standard deviation, OOM, by which a known record is revised downward later; for scoring alone
 * @param paths how many are drawn
 */
public record PathSettings(
        double slopeDeviation,
        int rateYears,
        int rateLagMonths,
        double leastArrivalsPerYear,
        int fewestReleases,
        int windowMonths,
        int coverageLagDays,
        double recordSoftness,
        int paths) {

    /** With another number of paths. */
    public PathSettings withPaths(int number) {
        return new PathSettings(
                slopeDeviation,
                rateYears,
                rateLagMonths,
                leastArrivalsPerYear,
                fewestReleases,
                windowMonths,
                coverageLagDays,
                recordSoftness,
                number);
    }
}
