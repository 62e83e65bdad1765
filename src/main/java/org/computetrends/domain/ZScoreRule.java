package org.computetrends.domain;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * Determines a release's scale from its z-score: standard deviations of log10 value above the mean around its date.
 *
 * @param windowDays the days before and after the release's date from which releases count, both ends included
 * @param lowBelow a release with a lower z-score is a low outlier
 * @param largeAbove a release with a higher z-score is large
 * @param largeFrom the first date on which a release can be large
 */
public record ZScoreRule(int windowDays, double lowBelow, double largeAbove, LocalDate largeFrom)
        implements Serializable {

    /**
     * The scale of a release.
     *
     * @param zScore NaN if undefined, which means {@link Scale#REGULAR}
     * @param epochDay the release's date, in days since 1970-01-01
     */
    public Scale scale(double zScore, long epochDay) {
        if (zScore < lowBelow) {
            return Scale.LOW_OUTLIER;
        }
        return zScore > largeAbove && epochDay >= largeFrom.toEpochDay() ? Scale.LARGE : Scale.REGULAR;
    }
}
