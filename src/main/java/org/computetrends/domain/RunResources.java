package org.computetrends.domain;

import java.time.LocalDate;
import org.computetrends.stats.ScalingLaw;
import org.jspecify.annotations.Nullable;

/**
 * What the first training run of a generation takes: what its compute allows, and what trends say of its date. Each is
 * null where the date, or the trend, is not known.
 *
 * @param on the date that trends are read at: of the first release, or as projected
 * @param parameters compute-optimal parameters
 * @param tokens compute-optimal tokens
 * @param loss predicted loss, in nats per token
 * @param lossGainPerTenfold by how much ten times the compute would lower it
 * @param costAmortizedUsd hardware and energy amortized, by the cost trend
 * @param costCloudUsd rented, by the cost trend
 * @param costAcquisitionUsd hardware bought, by the cost trend
 * @param costByPricePerformanceUsd its compute at the trend's FLOP per amortized dollar
 * @param powerWatts by the power trend
 * @param durationHours by the trend of durations
 * @param energyKilowattHours power over that duration
 * @param effectiveComputeFlop its compute in terms of the algorithms of the data's date, which would have needed that much
 */
public record RunResources(
        @Nullable LocalDate on,
        Quantity parameters,
        Quantity tokens,
        Quantity loss,
        double lossGainPerTenfold,
        @Nullable Quantity costAmortizedUsd,
        @Nullable Quantity costCloudUsd,
        @Nullable Quantity costAcquisitionUsd,
        @Nullable Quantity costByPricePerformanceUsd,
        @Nullable Quantity powerWatts,
        @Nullable Quantity durationHours,
        @Nullable Quantity energyKilowattHours,
        @Nullable Quantity effectiveComputeFlop) {

    /**
     * What a run's resources are reckoned from.
     *
     * @param costAmortized the trend of amortized costs
     * @param costCloud the trend of costs as rented
     * @param costAcquisition the trend of costs as bought
     * @param pricePerformance the trend of FLOP per amortized dollar
     * @param power the trend of power
     * @param duration the trend of durations
     * @param scalingLaw the scaling law's constants
     * @param scalingLawErrors their standard errors, taken as independent
     * @param halvingMonths months in which better algorithms halve the compute that is needed
     * @param halvingMonthsLow lower end of its 95% interval
     * @param halvingMonthsHigh upper end
     */
    public record Basis(
            TrendKey costAmortized,
            TrendKey costCloud,
            TrendKey costAcquisition,
            TrendKey pricePerformance,
            TrendKey power,
            TrendKey duration,
            ScalingLaw scalingLaw,
            ScalingLaw scalingLawErrors,
            double halvingMonths,
            double halvingMonthsLow,
            double halvingMonthsHigh) {}
}
