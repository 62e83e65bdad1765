package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.computetrends.stats.ScalingLaw;
import org.jspecify.annotations.Nullable;

/**
 * The resources of the first training run of a generation: from its compute by the scaling law, and from past runs by
 * compute and date. Values that depend on the date are null or absent if it is unknown.
 *
 * @param on the date of the run: of the first release, or as projected
 * @param parameters compute-optimal parameters
 * @param tokens compute-optimal tokens
 * @param loss predicted loss, in nats per token
 * @param lossGainPerTenfold the decrease of the loss by ten times the compute
 * @param estimates the estimates for its compute and date, by resource
 * @param costByPricePerformanceUsd its compute at the trend's FLOP per amortized dollar
 * @param effectiveComputeFlop the compute that algorithms of the data's date would have needed instead
 */
public record RunResources(
        @Nullable LocalDate on,
        Quantity parameters,
        Quantity tokens,
        Quantity loss,
        double lossGainPerTenfold,
        Map<RunResource, ResourceEstimate> estimates,
        @Nullable Quantity costByPricePerformanceUsd,
        @Nullable Quantity effectiveComputeFlop) {

    public RunResources {
        estimates = new TreeMap<>(estimates);
    }

    /** The amount of a resource; null if it cannot be estimated. */
    public @Nullable Quantity quantity(RunResource resource) {
        ResourceEstimate estimate = estimates.get(resource);
        return estimate == null ? null : estimate.quantity();
    }

    /**
     * The basis for estimating a run's resources.
     *
     * @param metrics the metric of each resource
     * @param pricePerformance the trend of FLOP per amortized dollar
     * @param scalingLaw the scaling law's constants
     * @param scalingLawErrors the standard errors of these constants, assumed independent
     * @param halvingMonths months in which better algorithms halve the compute that is needed
     * @param halvingMonthsLow lower end of the 95% interval of {@code halvingMonths}
     */
    public record Basis(
            Map<RunResource, String> metrics,
            TrendKey pricePerformance,
            ScalingLaw scalingLaw,
            ScalingLaw scalingLawErrors,
            double halvingMonths,
            double halvingMonthsLow,
            double halvingMonthsHigh) {
        public Basis {
            metrics = new TreeMap<>(metrics);
        }
    }
}
