package org.computetrends.domain;

import org.computetrends.stats.Cells;
import org.computetrends.stats.LeastSquaresLine;

/** Whether a trend could be fitted, or why not. */
public enum TrendStatus {
    FITTED,
    TOO_FEW_OBSERVATIONS,
    TOO_FEW_DATES;

    /** The status that follows from a trend's cells. */
    public static TrendStatus of(Cells cells) {
        return of(cells.observations(), LeastSquaresLine.isEstimable(cells));
    }

    /**
     * The status of a number of observations.
     *
     * @param isEstimable whether a line can be fitted to them
     */
    public static TrendStatus of(long observations, boolean isEstimable) {
        if (isEstimable) {
            return FITTED;
        }
        return observations < 3 ? TOO_FEW_OBSERVATIONS : TOO_FEW_DATES;
    }
}
