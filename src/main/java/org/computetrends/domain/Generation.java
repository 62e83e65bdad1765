package org.computetrends.domain;

import org.jspecify.annotations.Nullable;

/**
 * A generation of models, defined by what training one takes. Bounds are half-open, {@code low <= value < high}, and
 * null where there is none.
 *
 * @param id its name in tables, such as {@code Gen3}
 * @param computeLowFlop least training compute, in FLOP
 * @param computeHighFlop training compute that is the next generation's, in FLOP
 * @param costLowUsd least cost of a training run, in US dollars, its basis not given by the source
 * @param costHighUsd cost above it, in US dollars
 */
public record Generation(
        String id,
        @Nullable Double computeLowFlop,
        @Nullable Double computeHighFlop,
        @Nullable Double costLowUsd,
        @Nullable Double costHighUsd) {}
