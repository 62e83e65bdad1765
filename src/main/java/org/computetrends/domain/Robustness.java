package org.computetrends.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dependence of a trend's slope on single observations. A number is null if the population is too small for it, or
 * too large to keep in memory. Slopes are in OOM per year.
 *
 * @param medianSlope slope of the median regression
 * @param upperDecileSlope slope of the 90% quantile regression
 * @param leastSlopeWithoutOne the smallest slope without one release
 * @param greatestSlopeWithoutOne the greatest slope without one release
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
