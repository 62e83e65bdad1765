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
 * The table of the summary with what one training run at the compute floor of each generation takes, and what the first
 * release of each took.
 */
final class GenerationCosts {
    private static final Set<RunResource> SHOWN = EnumSet.of(RunResource.COST_AMORTIZED, RunResource.POWER);

    /** Marks an estimate for compute that no known run has. */
    private static final String BEYOND = "*";

    private GenerationCosts() {}

    /** A row for each generation whose cost or power can be estimated. */
    static TextTable table(TrendConfig config, List<GenerationArrival> arrivals, List<ResourceFit> fits) {
        TextTable table =
                new TextTable("Generation", "Run on", ">Cost", "~80%", ">Power", "~80%", "First: FLOP, cost, power");
        boolean isBeyond = false;
        for (GenerationArrival arrival : arrivals) {
            RunResources resources = arrival.resources();
            if (resources == null || SHOWN.stream().noneMatch(resources.estimates()::containsKey)) {
                continue;
            }
            ResourceEstimate cost = resources.estimates().get(RunResource.COST_AMORTIZED);
            ResourceEstimate power = resources.estimates().get(RunResource.POWER);
            isBeyond |= isBeyond(cost) || isBeyond(power);
            table.row(
                    arrival.generation().id(),
                    String.valueOf(resources.on()),
                    median(cost),
                    interval(cost),
                    median(power),
                    interval(power),
                    first(arrival.crossing(), fits));
        }
        String cost = config.projection().resources().metrics().get(RunResource.COST_AMORTIZED);
        config.metrics().stream()
                .filter(metric -> metric.id().equals(cost))
                .forEach(metric -> table.note("Cost: " + metric.label() + ", " + metric.unit() + "."));
        table.note("Run on: the day of the first release, or the median day on which sample paths reach the floor.");
        if (isBeyond) {
            table.note(
                    BEYOND + " No known run has so much compute, or so little: this goes beyond what has been seen.");
        }
        return table;
    }

    private static boolean isBeyond(@Nullable ResourceEstimate estimate) {
        return estimate != null && estimate.isExtrapolated();
    }

    private static String median(@Nullable ResourceEstimate estimate) {
        return estimate == null
                ? TextTable.NONE
                : RunCostCommand.amount(estimate.resource(), estimate.quantity().median())
                        + (estimate.isExtrapolated() ? BEYOND : "");
    }

    private static String interval(@Nullable ResourceEstimate estimate) {
        return estimate == null ? TextTable.NONE : RunCostCommand.interval80(estimate);
    }

    /** The compute of the first release, and its own cost and power where known. */
    private static String first(@Nullable Crossing crossing, List<ResourceFit> fits) {
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
