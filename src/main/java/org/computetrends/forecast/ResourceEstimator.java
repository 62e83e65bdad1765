package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.computetrends.domain.DerivedSeed;
import org.computetrends.domain.MedianAndInterval;
import org.computetrends.domain.ResourceEstimate;
import org.computetrends.domain.ResourceFit;
import org.computetrends.domain.RunResource;
import org.computetrends.domain.RunResources;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.stats.Interval;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.Quantiles;
import org.computetrends.stats.ScalingLaw;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the resources of the first training run of a generation of systems, from the run's compute and date.
 *
 * <p>Costs, power, duration and energy follow from past runs by date and compute together. Intervals of the scaling law
 * are sampled from its constants' standard errors as if they were independent. These intervals are too wide, since
 * errors of fitted constants compensate each other.
 */
final class ResourceEstimator {
    /** The number of sampled scaling laws. */
    private static final int DRAWS = 2_000;

    private final RunResources.Basis basis;
    private final List<ResourceFit> fits;
    private final Map<TrendKey, Trend> trends;
    private final TimeScale timeScale;
    private final ScalingLaw[] sampledLaws;

    ResourceEstimator(
            RunResources.Basis basis,
            List<ResourceFit> fits,
            Map<TrendKey, Trend> trends,
            TimeScale timeScale,
            long seed) {
        this.basis = basis;
        this.fits = List.copyOf(fits);
        this.trends = Map.copyOf(trends);
        this.timeScale = timeScale;
        SplittableRandom random = new SplittableRandom(DerivedSeed.of(seed, "scaling law"));
        this.sampledLaws = new ScalingLaw[DRAWS];
        Arrays.setAll(sampledLaws, i -> draw(basis.scalingLaw(), basis.scalingLawErrors(), random));
    }

    /**
     * The resources of a run by its compute and date; for a null date, only those by the scaling law. The run's
     * algorithms are compared with those of the origin.
     */
    RunResources resources(double computeFlop, @Nullable LocalDate date, LocalDate origin) {
        ScalingLaw law = basis.scalingLaw();
        MedianAndInterval pricePerformance = lineAt(basis.pricePerformance(), date);
        Map<RunResource, ResourceEstimate> estimates = new EnumMap<>(RunResource.class);
        if (date != null) {
            fits.forEach(fit ->
                    fit.estimate(computeFlop, date).ifPresent(estimate -> estimates.put(fit.resource(), estimate)));
        }
        return new RunResources(
                date,
                byLaw(sampled -> sampled.optimalParameters(computeFlop)),
                byLaw(sampled -> sampled.optimalTokens(computeFlop)),
                byLaw(sampled -> sampled.loss(computeFlop)),
                law.loss(computeFlop) - law.loss(10 * computeFlop),
                estimates,
                pricePerformance == null
                        ? null
                        : new MedianAndInterval(
                                computeFlop / pricePerformance.median(),
                                computeFlop / pricePerformance.high(),
                                computeFlop / pricePerformance.low()),
                date == null ? null : effectiveCompute(computeFlop, date, origin));
    }

    /** A quantity by the scaling law, with its 95% interval over the sampled laws. */
    private MedianAndInterval byLaw(ToDoubleFunction<ScalingLaw> quantity) {
        double[] ends = Quantiles.inPlace(
                Arrays.stream(sampledLaws).mapToDouble(quantity).toArray(), 0.025, 0.975);
        return new MedianAndInterval(quantity.applyAsDouble(basis.scalingLaw()), ends[0], ends[1]);
    }

    /** Draws a scaling law; {@code errors} has the standard error of each constant. */
    private static ScalingLaw draw(ScalingLaw law, ScalingLaw errors, SplittableRandom random) {
        return new ScalingLaw(
                law.e() + errors.e() * random.nextGaussian(),
                drawPositive(law.a(), errors.a(), random),
                drawPositive(law.b(), errors.b(), random),
                drawPositive(law.alpha(), errors.alpha(), random),
                drawPositive(law.beta(), errors.beta(), random));
    }

    /** Draws log-normally, so that a constant with an error as large as itself stays positive. */
    private static double drawPositive(double value, double error, SplittableRandom random) {
        return value * Math.exp(error / value * random.nextGaussian());
    }

    /** A trend's line at a date, with its 95% interval; null if the trend is not fitted or the date unknown. */
    private @Nullable MedianAndInterval lineAt(TrendKey key, @Nullable LocalDate date) {
        Trend trend = trends.get(key);
        Trend.Estimate estimate = trend == null ? null : trend.estimate();
        if (estimate == null || date == null) {
            return null;
        }
        LineFit line = estimate.line();
        double time = timeScale.yearsSince2000(date);
        Interval interval = line.lineInterval(time, 0.95);
        return new MedianAndInterval(
                Math.pow(10, line.valueAt(time)), Math.pow(10, interval.low()), Math.pow(10, interval.high()));
    }

    /** The compute with the same effect at the origin: algorithms become twice as efficient in each halving time. */
    private MedianAndInterval effectiveCompute(double computeFlop, LocalDate date, LocalDate origin) {
        double months = (timeScale.yearsSince2000(date) - timeScale.yearsSince2000(origin))
                * timeScale.daysPerYear()
                / timeScale.daysPerMonth();
        double[] factors = {
            Math.pow(2, months / basis.halvingMonths()),
            Math.pow(2, months / basis.halvingMonthsLow()),
            Math.pow(2, months / basis.halvingMonthsHigh())
        };
        return new MedianAndInterval(
                computeFlop * factors[0],
                computeFlop * Math.min(factors[1], factors[2]),
                computeFlop * Math.max(factors[1], factors[2]));
    }
}
