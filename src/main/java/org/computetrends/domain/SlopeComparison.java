package org.computetrends.domain;

import org.computetrends.stats.SlopeDifference;
import org.jspecify.annotations.Nullable;

/**
 * Two trends of a metric, and by how much the first grows faster than the second.
 *
 * @param first a trend
 * @param second another of the same metric
 * @param shared releases that belong to both; what is said of the difference allows for them
 * @param difference the first's slope less the second's, or null where one of them could not be fitted
 */
public record SlopeComparison(
        Trend first, Trend second, long shared, @Nullable SlopeDifference difference) {}
