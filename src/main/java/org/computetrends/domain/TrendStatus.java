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

    /** What so many observations allow, of which a line can be fitted or not. */
    public static TrendStatus of(long observations, boolean isEstimable) {
        if (isEstimable) {
            return FITTED;
        }
        return observations < 3 ? TOO_FEW_OBSERVATIONS : TOO_FEW_DATES;
    }
}
