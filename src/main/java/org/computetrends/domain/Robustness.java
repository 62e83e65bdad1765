package org.computetrends.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a trend's slope depends on single observations. Slopes are in OOM per year. A number is null if the population is
 * too small for it, or too large to keep in memory.
 *
 * @param medianSlope slope of the median regression
 * @param upperDecileSlope slope of the 90% quantile regression
 * @param leastSlopeWithoutOne the smallest slope when one release is left out
 * @param greatestSlopeWithoutOne the greatest slope when one release is left out
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

    /** The release of greatest Cook's distance, or null if there is none. */
    public @Nullable InfluentialRelease mostInfluential() {
        return influential.isEmpty() ? null : influential.get(0);
    }
}
