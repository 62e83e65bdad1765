package org.computetrends.domain;

import org.jspecify.annotations.Nullable;

/**
 * The beginning of a generation: when its compute floor, the lower bound of its training compute, is reached, and the
 * resources of a run at this floor. A row of the table of generations.
 *
 * @param crossing null for a generation without a floor
 * @param resources null for a generation without a floor
 */
public record GenerationArrival(
        Generation generation,
        String scenario,
        @Nullable Crossing crossing,
        @Nullable RunResources resources) {}
