package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a method's forecasts of a target fared at a horizon.
 *
 * @param method the method's id
 * @param metric the metric's id
 * @param target what was forecast
 * @param horizonYears years from the origin to the date forecast
 * @param valuesVintage the vintage whose releases and values the forecasts rest on
 * @param origins the origins compared: those at which every method that forecasts at all was scored
 * @param accuracy over these, or null where there are none or the method never forecasts
 * @param calibration of the 80% interval
 * @param crpsRank its place among the methods by mean CRPS, 1 the best; null without accuracy
 */
public record BacktestSummary(
        String method,
        String metric,
        ForecastTarget target,
        int horizonYears,
        LocalDate valuesVintage,
        long origins,
        @Nullable Accuracy accuracy,
        Calibration calibration,
        @Nullable Integer crpsRank) {

    /**
     * Means over origins; errors, widths and losses in OOM.
     *
     * @param bias mean of median less outcome: positive where forecasts are too high
     * @param meanAbsoluteError mean distance of outcome and median
     * @param rootMeanSquareError of the median
     * @param coverage50 share of outcomes inside the 50% interval
     * @param coverage80 share of outcomes inside the 80% interval
     * @param coverage95 share of outcomes inside the 95% interval
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
            double width80,
            double crps,
            double pinball) {}

    /**
     * What stretching the 80% interval achieves.
     *
     * @param origins origins with an outcome and a stretch from outcomes known before
     * @param coverage80 share of their outcomes inside the stretched interval, or null where there are none
     * @param originsLeftOut origins with an outcome and a stretch from all other origins' outcomes, later ones included
     * @param coverage80LeftOut share of their outcomes inside that interval, or null where there are none
     * @param factor the stretch for a forecast made now, from every outcome known, or null where these are too few
     */
    public record Calibration(
            long origins,
            @Nullable Double coverage80,
            long originsLeftOut,
            @Nullable Double coverage80LeftOut,
            @Nullable Double factor) {}

    /** Whether it has the least mean CRPS of all methods. */
    public boolean wins() {
        return crpsRank != null && crpsRank == 1;
    }
}
