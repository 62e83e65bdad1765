package org.computetrends.domain;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * How scale is told from a release's z-score among its contemporaries.
 *
 * @param windowDays days on either side of a release that make its window, both ends included
 * @param lowBelow a z-score below it makes a low outlier
 * @param largeAbove a z-score above it makes a large release
 * @param largeFromDay the first day on which a release can be large, since 1970-01-01
 */
public record ZScoreRule(int windowDays, double lowBelow, double largeAbove, long largeFromDay)
        implements Serializable {

    /** With the first date on which a release can be large. */
    public ZScoreRule(int windowDays, double lowBelow, double largeAbove, LocalDate largeFrom) {
        this(windowDays, lowBelow, largeAbove, largeFrom.toEpochDay());
    }

    /** The first date on which a release can be large. */
    public LocalDate largeFrom() {
        return LocalDate.ofEpochDay(largeFromDay);
    }

    /**
     * Where a value stands among its contemporaries.
     *
     * @param zScore its z-score; not a number, which is neither below nor above, for lack of any
     * @param epochDay its date, in days since 1970-01-01
     */
    public Scale scale(double zScore, long epochDay) {
        if (zScore < lowBelow) {
            return Scale.LOW_OUTLIER;
        }
        return zScore > largeAbove && epochDay >= largeFromDay ? Scale.LARGE : Scale.REGULAR;
    }
}
