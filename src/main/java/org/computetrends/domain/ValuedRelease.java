package org.computetrends.domain;

import java.time.LocalDate;

/**
 * A release with its value of a metric, such as a record or a day's largest.
 *
 * @param publishedOn its date, as imputed
 * @param name its name in the source; its id if unavailable
 * @param value the value, in the metric's unit
 */
public record ValuedRelease(LocalDate publishedOn, String releaseId, String name, double value) {}
