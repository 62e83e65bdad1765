package org.computetrends.domain;

import java.time.LocalDate;

/**
 * A release and what a trend would be without it.
 *
 * @param releaseId the release
 * @param publishedOn its date
 * @param value its value, in the metric's unit
 * @param cooksDistance Cook's distance: how far all fitted values move without it
 * @param leverage how far its date is from the others
 * @param slopeWithoutIt the slope without it, in OOM per year
 */
public record InfluentialRelease(
        String releaseId,
        LocalDate publishedOn,
        double value,
        double cooksDistance,
        double leverage,
        double slopeWithoutIt) {}
