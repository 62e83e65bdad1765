package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A release and its influence on a trend.
 *
 * @param releaseId the release
 * @param publishedOn its date
 * @param value its value, in the metric's unit
 * @param cooksDistance Cook's distance: how far all fitted values move without it; null if it alone determines the slope
 * @param leverage how far its date is from the others
 * @param slopeWithoutIt the slope without it, in OOM per year; null if it alone determines the slope
 */
public record InfluentialRelease(
        String releaseId,
        LocalDate publishedOn,
        double value,
        @Nullable Double cooksDistance,
        double leverage,
        @Nullable Double slopeWithoutIt) {}
