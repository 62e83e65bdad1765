package org.computetrends.domain;

import java.time.LocalDate;

/**
 * A record: a release larger than every earlier one of its population.
 *
 * @param publishedOn its date, as imputed
 * @param name its name in the source; its id if unavailable
 * @param value the value, in the metric's unit
 */
public record LargestSoFar(LocalDate publishedOn, String releaseId, String name, double value) {}
