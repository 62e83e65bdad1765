package org.computetrends.domain;

import org.jspecify.annotations.Nullable;

/**
 * The scores of a method's forecasts of a target at a horizon: alone, or relative to another method on the origins that
 * both can forecast. A row of {@code backtest_summary}.
 *
 * @param origins the number of origins compared
 * @param provisional the number of these origins whose outcome is younger than a year
 * @param windows the largest number of these origins whose spans from origin to forecast date do not overlap: the
 *     independent cases
 * @param accuracy the mean scores over the origins; null without origins
 * @param relative the scores relative to another method; null without another method, or if the ratio is undefined
 */
public record BacktestSummary(
        Key key,
        long origins,
        long provisional,
        long windows,
        @Nullable Accuracy accuracy,
        @Nullable Relative relative) {

    /** The value of {@code against} without another method. */
    public static final String NONE = "none";

    /** Scores from this many windows or fewer are not evidence. */
    public static final int NO_EVIDENCE_WINDOWS = 3;

    /**
     * The methods, target and horizon of a summary.
     *
     * @param against the other method's id, or {@link #NONE}
     * @param mode the values that forecasts use
     * @param scoredOn the values that give outcomes
     * @param horizonMonths calendar months from the origin to the forecast date
     */
    public record Key(
            String method,
            String against,
            String metric,
            ForecastTarget target,
            Backtest.Mode mode,
            Backtest.ScoredOn scoredOn,
            int horizonMonths) {}

    /**
     * Means over origins. Errors, widths, CRPS and pinball losses are in OOM.
     *
     * @param bias mean of median minus outcome: positive if forecasts are too high
     * @param meanAbsoluteError mean distance of outcome and median
     * @param coverage80 share of outcomes inside the 80% interval
     * @param coverage80PValue p-value of a two-sided binomial test that the 80% interval has 80% coverage; each window
     *     is one case
     * @param crps mean continuous ranked probability score
     */
    public record Accuracy(
            double bias,
            double meanAbsoluteError,
            double rootMeanSquareError,
            double coverage50,
            double coverage80,
            double coverage95,
            double coverage80PValue,
            double width80,
            double crps,
            double pinball) {}

    /**
     * The ratio of a score to another method's on the same origins.
     *
     * @param crps the mean CRPS divided by the other method's: below 1 is better
     * @param low lower end of the ratio's 90% block-bootstrap interval; both ends are NaN with one window
     */
    public record Relative(double crps, double low, double high) {}

    public boolean isEvidence() {
        return windows > NO_EVIDENCE_WINDOWS;
    }
}
