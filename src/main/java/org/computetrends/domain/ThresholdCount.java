package org.computetrends.domain;

import java.time.LocalDate;

/**
 * How many releases had a value at or above a threshold, as a vintage knew it.
 *
 * @param vintage the vintage counted
 * @param scope what the source listed in it
 * @param metric the metric's id
 * @param threshold the value, in the metric's unit
 * @param atLeast releases with a value at or above it
 * @param withValue releases with any value
 */
public record ThresholdCount(
        LocalDate vintage, String scope, String metric, double threshold, long atLeast, long withValue) {}
