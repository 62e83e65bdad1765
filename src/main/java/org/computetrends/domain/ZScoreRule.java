package org.computetrends.domain;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * Determines scale from a release's z-score among its contemporaries.
 *
 * @param windowDays days on either side of a release in its window, both ends included
 * @param lowBelow a release with a lower z-score is a low outlier
 * @param largeAbove a release with a higher z-score is large
 * @param largeFrom the first date on which a release can be large
 */
public record ZScoreRule(int windowDays, double lowBelow, double largeAbove, LocalDate largeFrom)
        implements Serializable {

    /**
     * The scale of a value among its contemporaries.
     *
     * @param zScore the value's z-score; NaN if undefined
     * @param epochDay the release's date, in days since 1970-01-01
     */
    public Scale scale(double zScore, long epochDay) {
        if (zScore < lowBelow) {
            return Scale.LOW_OUTLIER;
        }
        return zScore > largeAbove && epochDay >= largeFrom.toEpochDay() ? Scale.LARGE : Scale.REGULAR;
    }
}
