package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.computetrends.domain.DerivedSeed;
import org.computetrends.domain.Quantity;
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
 * Estimates the resources of the first run of a generation, from its compute and its date.
 *
 * <p>Costs, power, duration and energy are those of one run, estimated from past runs by date and compute together. The
 * scaling law's interval is sampled from its constants' standard errors as if they were independent. It is too wide, since
 * errors of fitted constants compensate each other.
 */
final class ResourceEstimator {
    /** Samples of the scaling law from its uncertainty. */
    private static final int DRAWS = 2_000;

    private final RunResources.Basis basis;
    private final List<ResourceFit> fits;
    private final Map<TrendKey, Trend> trends;
    private final TimeScale timeScale;
    private final ScalingLaw[] laws;

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
        this.laws = new ScalingLaw[DRAWS];
        Arrays.setAll(laws, i -> drawn(basis.scalingLaw(), basis.scalingLawErrors(), random));
    }

    RunResources resources(double computeFlop, @Nullable LocalDate on, LocalDate known) {
        ScalingLaw law = basis.scalingLaw();
        Quantity pricePerformance = at(basis.pricePerformance(), on);
        Map<RunResource, ResourceEstimate> estimates = new EnumMap<>(RunResource.class);
        if (on != null) {
            fits.forEach(fit ->
                    fit.estimate(computeFlop, on).ifPresent(estimate -> estimates.put(fit.resource(), estimate)));
        }
        return new RunResources(
                on,
                byLaw(each -> each.optimalParameters(computeFlop)),
                byLaw(each -> each.optimalTokens(computeFlop)),
                byLaw(each -> each.loss(computeFlop)),
                law.loss(computeFlop) - law.loss(10 * computeFlop),
                estimates,
                pricePerformance == null
                        ? null
                        : new Quantity(
                                computeFlop / pricePerformance.median(),
                                computeFlop / pricePerformance.high(),
                                computeFlop / pricePerformance.low()),
                on == null ? null : effective(computeFlop, on, known));
    }

    private Quantity byLaw(ToDoubleFunction<ScalingLaw> quantity) {
        double[] ends =
                Quantiles.inPlace(Arrays.stream(laws).mapToDouble(quantity).toArray(), 0.025, 0.975);
        return new Quantity(quantity.applyAsDouble(basis.scalingLaw()), ends[0], ends[1]);
    }

    private static ScalingLaw drawn(ScalingLaw law, ScalingLaw errors, SplittableRandom random) {
        return new ScalingLaw(
                law.e() + errors.e() * random.nextGaussian(),
                positive(law.a(), errors.a(), random),
                positive(law.b(), errors.b(), random),
                positive(law.alpha(), errors.alpha(), random),
                positive(law.beta(), errors.beta(), random));
    }

    /** Log-normal, so that a constant with an error as large as itself stays positive. */
    private static double positive(double value, double error, SplittableRandom random) {
        return value * Math.exp(error / value * random.nextGaussian());
    }

    /** A trend's line at a date, or null if either is unknown. */
    private @Nullable Quantity at(TrendKey key, @Nullable LocalDate on) {
        Trend trend = trends.get(key);
        Trend.Estimate estimate = trend == null ? null : trend.estimate();
        if (estimate == null || on == null) {
            return null;
        }
        LineFit line = estimate.line();
        double time = timeScale.yearsSince2000(on);
        Interval interval = line.lineInterval(time, 0.95);
        return new Quantity(
                Math.pow(10, line.valueAt(time)), Math.pow(10, interval.low()), Math.pow(10, interval.high()));
    }

    private Quantity effective(double computeFlop, LocalDate on, LocalDate known) {
        double months = (timeScale.yearsSince2000(on) - timeScale.yearsSince2000(known))
                * timeScale.daysPerYear()
                / timeScale.daysPerMonth();
        double[] factors = {
            Math.pow(2, months / basis.halvingMonths()),
            Math.pow(2, months / basis.halvingMonthsLow()),
            Math.pow(2, months / basis.halvingMonthsHigh())
        };
        return new Quantity(
                computeFlop * factors[0],
                computeFlop * Math.min(factors[1], factors[2]),
                computeFlop * Math.max(factors[1], factors[2]));
    }
}
