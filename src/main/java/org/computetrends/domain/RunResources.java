package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.computetrends.stats.ScalingLaw;
import org.jspecify.annotations.Nullable;

/**
 * What the first training run of a generation takes: what its compute allows, and what runs of such compute took by its date.
 * What depends on the date is null, or not there, where that is not known.
 *
 * @param on the date of the run: of the first release, or as projected
 * @param parameters compute-optimal parameters
 * @param tokens compute-optimal tokens
 * @param loss predicted loss, in nats per token
 * @param lossGainPerTenfold by how much ten times the compute would lower it
 * @param estimates what a run of its compute and date takes, by resource
 * @param costByPricePerformanceUsd its compute at the trend's FLOP per amortized dollar
 * @param effectiveComputeFlop its compute in terms of the algorithms of the data's date, which would have needed that much
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

    /** What it takes of a resource; null where that cannot be estimated. */
    public @Nullable Quantity quantity(RunResource resource) {
        ResourceEstimate estimate = estimates.get(resource);
        return estimate == null ? null : estimate.quantity();
    }

    /**
     * What a run's resources are reckoned from.
     *
     * @param metrics the metric of each resource
     * @param pricePerformance the trend of FLOP per amortized dollar
     * @param scalingLaw the scaling law's constants
     * @param scalingLawErrors their standard errors, taken as independent
     * @param halvingMonths months in which better algorithms halve the compute that is needed
     * @param halvingMonthsLow lower end of its 95% interval
     * @param halvingMonthsHigh upper end
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
