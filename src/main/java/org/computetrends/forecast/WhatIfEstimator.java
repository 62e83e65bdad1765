package org.computetrends.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.computetrends.domain.GenerationArrival;
import org.computetrends.domain.MedianAndInterval;
import org.computetrends.domain.RunResource;
import org.computetrends.domain.RunResources;
import org.computetrends.domain.WhatIf;
import org.jspecify.annotations.Nullable;

/**
 * Applies what-ifs to the runs of generations: multiplies quantities of a run, such as its cost, by factors. Quantity
 * and factor are assumed independent and log-normal, so the squared logarithmic half-widths of their intervals add up.
 */
record WhatIfEstimator(List<WhatIf> whatIfs, WhatIf.Rates rates) {

    /** The effects by arrival, then what-if, then kind of quantity; without unknown quantities. */
    List<WhatIf.Effect> effects(List<GenerationArrival> arrivals) {
        List<WhatIf.Effect> effects = new ArrayList<>();
        for (GenerationArrival arrival : arrivals) {
            for (WhatIf whatIf : whatIfs) {
                new TreeMap<>(whatIf.factors()).forEach((kind, factor) -> {
                    MedianAndInterval original = quantity(arrival, kind);
                    if (original != null) {
                        effects.add(
                                new WhatIf.Effect(arrival, whatIf, kind, original, factor, product(original, factor)));
                    }
                });
            }
        }
        return effects;
    }

    /** A quantity of a generation's run; null if unknown. */
    private @Nullable MedianAndInterval quantity(GenerationArrival arrival, WhatIf.RunQuantity kind) {
        RunResources resources = arrival.resources();
        Double floor = arrival.generation().computeLowFlop();
        if (resources == null || floor == null) {
            return null;
        }
        return switch (kind) {
            case PARAMETERS -> resources.parameters();
            case MEMORY -> times(resources.parameters(), rates.bytesPerParameter());
            case TRAINING_MEMORY -> times(resources.parameters(), rates.trainingBytesPerParameter());
            case TRAINING_COMPUTE -> new MedianAndInterval(floor, floor, floor);
            case TRAINING_TIME -> resources.amount(RunResource.DURATION);
            case INFERENCE_COMPUTE -> times(resources.parameters(), rates.inferenceFlopPerParameter());
            case COST -> resources.amount(RunResource.COST_AMORTIZED);
            case ENERGY -> resources.amount(RunResource.ENERGY);
            case CO2 -> times(resources.amount(RunResource.ENERGY), rates.kilogramsPerKilowattHour());
        };
    }

    private static @Nullable MedianAndInterval times(@Nullable MedianAndInterval quantity, double factor) {
        return quantity == null
                ? null
                : new MedianAndInterval(quantity.median() * factor, quantity.low() * factor, quantity.high() * factor);
    }

    /** The product of two independent log-normal quantities. */
    private static MedianAndInterval product(MedianAndInterval quantity, MedianAndInterval factor) {
        double median = quantity.median() * factor.median();
        double halfWidthBelow =
                Math.hypot(Math.log(quantity.median() / quantity.low()), Math.log(factor.median() / factor.low()));
        double halfWidthAbove =
                Math.hypot(Math.log(quantity.high() / quantity.median()), Math.log(factor.high() / factor.median()));
        return new MedianAndInterval(median, median * Math.exp(-halfWidthBelow), median * Math.exp(halfWidthAbove));
    }
}
