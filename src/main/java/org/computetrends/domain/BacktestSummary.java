package org.computetrends.domain;

import org.jspecify.annotations.Nullable;

/**
 * How a method's forecasts of a target fared at a horizon: by themselves, or beside another method's on the origins that
 * both can forecast.
 *
 * @param key whose forecasts of what, beside whose
 * @param origins the origins compared
 * @param provisional of these, those whose outcome is younger than a year
 * @param windows of the origins, as many as lie so far apart that their spans from origin to date forecast do not overlap
 * @param accuracy over the origins, or null where there are none
 * @param relative beside the other method; null where the row is of the method by itself, or there are no origins,
 *     or the other method was never wrong
 */
public record BacktestSummary(
        Key key,
        long origins,
        long provisional,
        long windows,
        @Nullable Accuracy accuracy,
        @Nullable Relative relative) {

    /** The name of no other method. */
    public static final String NONE = "none";

    /** With so many windows or fewer, a figure is no evidence. */
    public static final int NO_EVIDENCE_WINDOWS = 3;

    /**
     * Whose forecasts of what, beside whose.
     *
     * @param method the method's id
     * @param against the other method's id, or {@link #NONE}
     * @param metric the metric's id
     * @param target what was forecast
     * @param mode whose values forecasts rest on
     * @param scoredOn whose values outcomes are taken from
     * @param horizonMonths calendar months from the origin to the date forecast
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
     * Means over origins; errors, widths and losses in OOM.
     *
     * @param bias mean of median less outcome: positive where forecasts are too high
     * @param meanAbsoluteError mean distance of outcome and median
     * @param rootMeanSquareError of the median
     * @param coverage50 share of outcomes inside the 50% interval
     * @param coverage80 share of outcomes inside the 80% interval
     * @param coverage95 share of outcomes inside the 95% interval
     * @param coverage80PValue two-sided binomial test of that the 80% interval holds 80%, on windows
     * @param width80 mean width of the 80% interval
     * @param crps mean continuous ranked probability score
     * @param pinball mean pinball loss
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
     * A score over another method's on the same origins.
     *
     * @param crps mean CRPS over the other's mean CRPS: below 1 is better
     * @param low lower end of its 90% block-bootstrap interval
     * @param high upper end
     */
    public record Relative(double crps, double low, double high) {}

    /** Whether there are enough windows to learn anything from. */
    public boolean isEvidence() {
        return windows > NO_EVIDENCE_WINDOWS;
    }
}
