package org.computetrends.domain;

import org.jspecify.annotations.Nullable;

/**
 * How a trend's slope fares when single observations count for less. A number that was not computed, because the
 * population is too large to be held row by row or too small for it, is null.
 *
 * @param huberSlope Huber's slope, in OOM per year
 * @param theilSenSlope Theil and Sen's slope, in OOM per year
 * @param medianSlope slope of the line that half the observations lie below, in OOM per year
 * @param upperDecileSlope slope of the line that nine tenths lie below, in OOM per year
 * @param maxCooksDistance the largest Cook's distance
 * @param mostInfluentialRelease whose it is
 * @param slopeWithoutIt the slope without that release, in OOM per year
 * @param looLogScore mean log density of each observation given the others
 */
public record Robustness(
        @Nullable Double huberSlope,
        @Nullable Double theilSenSlope,
        @Nullable Double medianSlope,
        @Nullable Double upperDecileSlope,
        @Nullable Double maxCooksDistance,
        @Nullable String mostInfluentialRelease,
        @Nullable Double slopeWithoutIt,
        @Nullable Double looLogScore) {}
