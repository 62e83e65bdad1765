package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.computetrends.stats.ScalingLaw;
import org.jspecify.annotations.Nullable;

/**
 * The resources of the first training run of a generation. A scaling law gives the run's parameters, tokens and loss
 * from its compute. Fits to past runs estimate the other resources from its compute and date. If the date is unknown,
 * values that depend on it are null or absent.
 *
 * @param on the date of the run: the first release's, or a projected one; null if unknown
 * @param parameters compute-optimal parameters
 * @param tokens compute-optimal tokens
 * @param loss predicted loss, in nats per token
 * @param lossGainPerTenfold the decrease of the loss with ten times the compute
 * @param costByPricePerformanceUsd the run's compute divided by the trend of FLOP per amortized dollar on the date
 * @param effectiveComputeFlop the compute that the algorithms of the vintage's date would need for the same result
 */
public record RunResources(
        @Nullable LocalDate on,
        MedianAndInterval parameters,
        MedianAndInterval tokens,
        MedianAndInterval loss,
        double lossGainPerTenfold,
        Map<RunResource, ResourceEstimate> estimates,
        @Nullable MedianAndInterval costByPricePerformanceUsd,
        @Nullable MedianAndInterval effectiveComputeFlop) {

    public RunResources {
        estimates = new TreeMap<>(estimates);
    }

    public @Nullable MedianAndInterval amount(RunResource resource) {
        ResourceEstimate estimate = estimates.get(resource);
        return estimate == null ? null : estimate.amount();
    }

    /**
     * What the estimates are based on, besides fits to past runs.
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
