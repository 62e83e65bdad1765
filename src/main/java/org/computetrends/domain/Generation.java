package org.computetrends.domain;

import org.jspecify.annotations.Nullable;

/**
 * A generation of models, defined by the resources of training. Bounds are half-open, {@code low <= value < high}, and null
 * for no bound.
 *
 * @param id its name in tables, such as {@code Gen3}
 * @param computeLowFlop least training compute, in FLOP
 * @param computeHighFlop exclusive upper bound of training compute, in FLOP
 * @param costLowUsd least cost of a training run, in US dollars; Mollick 2024, who defines the generations, does not say on
 *     which basis
 * @param costHighUsd exclusive upper bound of the cost of a training run, in US dollars
 */
public record Generation(
        String id,
        @Nullable Double computeLowFlop,
        @Nullable Double computeHighFlop,
        @Nullable Double costLowUsd,
        @Nullable Double costHighUsd) {}
