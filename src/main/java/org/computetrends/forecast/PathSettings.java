package org.computetrends.forecast;

/**
 * The settings of sample paths of releases.
 *
 * @param slopeDeviation standard deviation of changes in growth, in OOM per year; its square adds to the variance of
 *     the slope
 * @param rateYears the number of years that determine the arrival rate
 * @param rateLagMonths months between the end of these years and the start of the paths; they do not count, because
 *     their values are incomplete
 * @param leastArrivalsPerYear the arrival rate that is used if the rate of these years is lower
 * @param fewestReleases the fewest releases that a line is fitted to; with fewer there is no forecast
 * @param windowMonths months on either side of a date; the date's frontier is the median frontier release of this
 *     window
 * @param coverageLagDays if coverage ended more than this many days before the origin, paths may start where it ended
 * @param recordSoftness root mean square of later downward revisions of a known record, in OOM; used only for scoring
 * @param pathCount the number of sample paths
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
        int pathCount) {

    public PathSettings withPathCount(int newPathCount) {
        return new PathSettings(
                slopeDeviation,
                rateYears,
                rateLagMonths,
                leastArrivalsPerYear,
                fewestReleases,
                windowMonths,
                coverageLagDays,
                recordSoftness,
                newPathCount);
    }
}
