package org.computetrends.domain;

import java.time.LocalDate;

/**
 * A release with its value of a metric.
 *
 * @param publishedOn the release's date, as imputed
 * @param name the release's name in the source; the id if the name is unavailable
 * @param value in the metric's unit
 */
public record ValuedRelease(LocalDate publishedOn, String releaseId, String name, double value) {}
