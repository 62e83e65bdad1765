package org.computetrends.domain;

import org.computetrends.stats.Cells;
import org.computetrends.stats.LeastSquaresLine;

/** Whether a trend could be fitted, or why not. */
public enum TrendStatus {
    FITTED,
    /** Fewer than three observations. */
    TOO_FEW_OBSERVATIONS,
    /** At least three observations, all on one date. */
    TOO_FEW_DATES;

    public static TrendStatus of(Cells cells) {
        return of(cells.observations(), LeastSquaresLine.isEstimable(cells));
    }

    /**
     * The status of a trend.
     *
     * @param isEstimable whether a line can be fitted to the observations
     */
    public static TrendStatus of(long observations, boolean isEstimable) {
        if (isEstimable) {
            return FITTED;
        }
        return observations < 3 ? TOO_FEW_OBSERVATIONS : TOO_FEW_DATES;
    }
}
