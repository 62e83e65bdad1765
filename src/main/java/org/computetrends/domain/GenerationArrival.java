package org.computetrends.domain;

import org.jspecify.annotations.Nullable;

/**
 * The beginning of a generation: the first release at or above its compute floor, and when sample paths reach it. A row
 * of the table of generations.
 *
 * @param crossing the crossing of its compute floor, or null for a generation without a floor
 * @param resources the resources of a run at its compute floor, or null for a generation without a floor
 */
public record GenerationArrival(
        Generation generation,
        String scenario,
        @Nullable Crossing crossing,
        @Nullable RunResources resources) {}
