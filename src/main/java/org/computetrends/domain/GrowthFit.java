package org.computetrends.domain;

import org.computetrends.stats.GrowthCurve;
import org.jspecify.annotations.Nullable;

/**
 * A growth model fitted to a trend's population.
 *
 * @param curve null if there are too few observations or dates
 * @param looLogScore mean log density of each observation given all other observations; null for a perfect fit, if a
 *     fit without one of them is not possible, or if the observations are not in memory
 * @param akaikeWeight the model's share of the evidence among the trend's models by AICc; null at a limit of the shape,
 *     if there are too few observations for AICc, or if one of the models fits perfectly
 * @param saturationValue the value at which growth levels off, in the metric's unit; null if it does not
 */
public record GrowthFit(
        GrowthModel model,
        Status status,
        @Nullable GrowthCurve curve,
        @Nullable Double looLogScore,
        @Nullable Double akaikeWeight,
        @Nullable Double saturationValue) {

    public enum Status {
        FITTED,
        /** Too few observations for its parameters, or for its segments. */
        TOO_FEW_OBSERVATIONS,
        /** Too few distinct dates for its parameters. */
        TOO_FEW_DATES,
        /**
         * The best fit is at a limit of the shape, such as an infinite ceiling, where the curve is exponential; or all
         * observations are on one line, so breaks are undefined.
         */
        AT_LIMIT
    }

    public GrowthFit withAkaikeWeight(double weight) {
        return new GrowthFit(model, status, curve, looLogScore, weight, saturationValue);
    }
}
