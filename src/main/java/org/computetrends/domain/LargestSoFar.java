package org.computetrends.domain;

import java.time.LocalDate;

/**
 * A release that was larger than every earlier one of its population.
 *
 * @param publishedOn its date, as imputed
 * @param releaseId its id
 * @param value its value of the metric, in the metric's unit
 */
public record LargestSoFar(LocalDate publishedOn, String releaseId, double value) {}
