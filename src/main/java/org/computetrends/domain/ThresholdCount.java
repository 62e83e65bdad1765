package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The number of releases in a vintage with a value at or above a threshold.
 *
 * @param vintage the vintage counted
 * @param scope the scope that the source listed in it
 * @param seam the ids of the seams between the vintage before and this one, or null
 * @param metric the metric's id
 * @param threshold the value, in the metric's unit
 * @param atLeast releases with a value at or above it
 * @param withValue releases with any value
 */
public record ThresholdCount(
        LocalDate vintage,
        String scope,
        @Nullable String seam,
        String metric,
        double threshold,
        long atLeast,
        long withValue) {}
