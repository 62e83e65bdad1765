package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A release and its influence on a trend.
 *
 * @param value in the metric's unit
 * @param cooksDistance how far all fitted values move without the release; null if it alone determines the slope
 * @param leverage the leverage of its date: how far it is from the other releases' dates
 * @param slopeWithoutIt the slope without the release, in OOM per year; null if the release alone determines the slope
 */
public record InfluentialRelease(
        String releaseId,
        LocalDate publishedOn,
        double value,
        @Nullable Double cooksDistance,
        double leverage,
        @Nullable Double slopeWithoutIt) {}
