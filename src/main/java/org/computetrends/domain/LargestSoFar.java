package org.computetrends.domain;

import java.time.LocalDate;

/**
 * A release that was larger than every earlier one of its population.
 *
 * @param publishedOn its date, as imputed
 * @param releaseId its id
 * @param name what the source calls it; its id where no more is at hand
 * @param value its value of the metric, in the metric's unit
 */
public record LargestSoFar(LocalDate publishedOn, String releaseId, String name, double value) {}
