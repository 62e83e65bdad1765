package org.computetrends.domain;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A release with its value of a metric.
 *
 * @param publishedOn the release's date, as imputed
 * @param name the release's name in the source; the id if the name is unavailable
 * @param value in the metric's unit
 */
public record ValuedRelease(LocalDate publishedOn, String releaseId, String name, double value) {

    /** By UTF-8 bytes, as in Spark. Decides which of several equal values is the largest. */
    public static final Comparator<String> ID_ORDER = (first, second) ->
            Arrays.compareUnsigned(first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8));
}
