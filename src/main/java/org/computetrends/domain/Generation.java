package org.computetrends.domain;

import org.jspecify.annotations.Nullable;

/**
 * A generation of AI models, defined by the compute and cost of a training run. Bounds are half-open, {@code low <=
 * value < high}, and null for no bound.
 *
 * @param id its name in tables, such as {@code Gen3}
 * @param costLowUsd in US dollars; Mollick 2024, who defines the generations, does not say how the cost is determined
 */
public record Generation(
        String id,
        @Nullable Double computeLowFlop,
        @Nullable Double computeHighFlop,
        @Nullable Double costLowUsd,
        @Nullable Double costHighUsd) {}
