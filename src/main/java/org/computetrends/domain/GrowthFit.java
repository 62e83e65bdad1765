package org.computetrends.domain;

import org.computetrends.stats.GrowthCurve;
import org.jspecify.annotations.Nullable;

/**
 * A growth model fitted to a trend's population.
 *
 * @param model which
 * @param status whether it could be fitted, and if not, why
 * @param curve the curve, or null unless fitted
 * @param looLogScore mean log density of each observation given the others; null where it cannot be had
 * @param akaikeWeight its share of the evidence among the trend's models by AICc; null where AICc is undefined
 * @param saturationValue the value that it levels off at, in the metric's unit; null unless it does
 */
public record GrowthFit(
        GrowthModel model,
        Status status,
        @Nullable GrowthCurve curve,
        @Nullable Double looLogScore,
        @Nullable Double akaikeWeight,
        @Nullable Double saturationValue) {

    /** Whether a growth model could be fitted. */
    public enum Status {
        FITTED,
        /** Too few observations for its parameters, or for its segments. */
        TOO_FEW_OBSERVATIONS,
        /** Too few distinct dates for its parameters. */
        TOO_FEW_DATES,
        /** Its best fit is at a limit of the shape, such as a ceiling beyond all bounds: the line that it is no better than. */
        AT_LIMIT
    }

    /** The fit with its share of the evidence. */
    public GrowthFit withAkaikeWeight(double weight) {
        return new GrowthFit(model, status, curve, looLogScore, weight, saturationValue);
    }
}
