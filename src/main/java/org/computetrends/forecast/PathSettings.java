package org.computetrends.forecast;

/**
 * The settings of sample paths of releases.
 *
 * @param slopeDeviation standard deviation of changes in growth, in OOM per year; added to the slope's in quadrature
 * @param rateYears the years that determine the arrival rate
 * @param rateLagMonths months from the end of these years to the start of the paths, because values are reported late
 * @param fewestReleases the fewest releases that a line is fitted to; with fewer there is no forecast
 * @param windowMonths months on either side of a date; the frontier releases in this window determine the date's
 *     frontier
 * @param coverageLagDays if coverage ended more than this before the origin, paths may start at its end
 * @param recordSoftness root mean square of later downward revisions of a known record, in OOM; used only for scoring
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
