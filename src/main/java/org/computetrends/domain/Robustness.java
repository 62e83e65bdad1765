package org.computetrends.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a trend's slope fares when single observations count for less. A number that was not computed, because the
 * population is too large to be held row by row or too small for it, is null.
 *
 * @param huberSlope Huber's slope, in OOM per year
 * @param theilSenSlope Theil and Sen's slope, in OOM per year
 * @param medianSlope slope of the line that half the observations lie below, in OOM per year
 * @param upperDecileSlope slope of the line that nine tenths lie below, in OOM per year
 * @param leastSlopeWithoutOne the smallest slope that leaving out one release gives, in OOM per year
 * @param greatestSlopeWithoutOne the greatest such slope
 * @param influential the releases of greatest Cook's distance, the greatest first
 */
public record Robustness(
        @Nullable Double huberSlope,
        @Nullable Double theilSenSlope,
        @Nullable Double medianSlope,
        @Nullable Double upperDecileSlope,
        @Nullable Double leastSlopeWithoutOne,
        @Nullable Double greatestSlopeWithoutOne,
        List<InfluentialRelease> influential) {

    public Robustness {
        influential = List.copyOf(influential);
    }

    /** The release of greatest Cook's distance, or null where none is known. */
    public @Nullable InfluentialRelease mostInfluential() {
        return influential.isEmpty() ? null : influential.get(0);
    }
}
