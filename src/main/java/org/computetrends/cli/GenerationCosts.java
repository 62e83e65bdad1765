package org.computetrends.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.GenerationArrival;
import org.computetrends.domain.ResourceEstimate;
import org.computetrends.domain.ResourceFit;
import org.computetrends.domain.RunResource;
import org.computetrends.domain.RunResources;
import org.computetrends.domain.ScientificNotation;
import org.computetrends.domain.ValuedRelease;
import org.jspecify.annotations.Nullable;

/**
 * Makes the summary's table of costs, with a row for each generation of AI systems. A row estimates cost and power of
 * one training run at the generation's compute floor. It also has the compute of the generation's first release, and
 * this release's cost and power if known.
 */
final class GenerationCosts {
    private static final Set<RunResource> SHOWN = EnumSet.of(RunResource.COST_AMORTIZED, RunResource.POWER);

    /** Marks an estimate for compute outside the range of the known runs. */
    private static final String EXTRAPOLATED = "*";

    private GenerationCosts() {}

    /**
     * The table, with a row for each generation whose cost or power can be estimated.
     *
     * @param fits the fitted resources, with the known runs
     */
    static TextTable table(TrendConfig config, List<GenerationArrival> arrivals, List<ResourceFit> fits) {
        TextTable table =
                new TextTable("Generation", "Run on", ">Cost", "~80%", ">Power", "~80%", "First: FLOP, cost, power");
        boolean hasExtrapolated = false;
        for (GenerationArrival arrival : arrivals) {
            RunResources resources = arrival.resources();
            if (resources == null || SHOWN.stream().noneMatch(resources.estimates()::containsKey)) {
                continue;
            }
            ResourceEstimate cost = resources.estimates().get(RunResource.COST_AMORTIZED);
            ResourceEstimate power = resources.estimates().get(RunResource.POWER);
            hasExtrapolated |= isExtrapolated(cost) || isExtrapolated(power);
            table.row(
                    arrival.generation().id(),
                    String.valueOf(resources.on()),
                    medianText(cost),
                    intervalText(cost),
                    medianText(power),
                    intervalText(power),
                    firstReleaseText(arrival.crossing(), fits));
        }
        String costMetric = config.projection().resourceBasis().metrics().get(RunResource.COST_AMORTIZED);
        config.metrics().stream()
                .filter(metric -> metric.id().equals(costMetric))
                .forEach(metric -> table.note("Cost: " + metric.label() + ", " + metric.unit() + "."));
        table.note(
                "Run on: the day of the first release, or the median day on which sample paths reach the compute floor.");
        if (hasExtrapolated) {
            table.note(EXTRAPOLATED
                    + " No known run has so much compute, or so little: this goes beyond what has been seen.");
        }
        return table;
    }

    private static boolean isExtrapolated(@Nullable ResourceEstimate estimate) {
        return estimate != null && estimate.isExtrapolated();
    }

    private static String medianText(@Nullable ResourceEstimate estimate) {
        return estimate == null
                ? TextTable.NONE
                : RunCostCommand.amount(estimate.resource(), estimate.amount().median())
                        + (estimate.isExtrapolated() ? EXTRAPOLATED : "");
    }

    private static String intervalText(@Nullable ResourceEstimate estimate) {
        return estimate == null ? TextTable.NONE : RunCostCommand.interval80(estimate);
    }

    /** The compute of the first release, then its cost and power as far as known; a dash without a first release. */
    private static String firstReleaseText(@Nullable Crossing crossing, List<ResourceFit> fits) {
        ValuedRelease firstObserved = crossing == null ? null : crossing.firstObserved();
        return firstObserved == null
                ? TextTable.NONE
                : ScientificNotation.of(firstObserved.value())
                        + fits.stream()
                                .filter(fit -> SHOWN.contains(fit.resource()))
                                .flatMap(fit -> fit.runs().stream()
                                        .filter(run -> run.releaseId().equals(firstObserved.releaseId()))
                                        .map(run -> ", " + RunCostCommand.amount(fit.resource(), run.value())))
                                .collect(Collectors.joining());
    }
}
