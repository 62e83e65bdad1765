package org.computetrends.domain;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A release's value of a metric.
 *
 * @param time years since 2000-01-01
 * @param value the log10 value, in OOM
 * @param confidence the source's confidence; null if it has no label
 * @param organization the first-named organization; null if it names none
 */
public record ObservedPoint(
        double time,
        double value,
        @Nullable String confidence,
        String releaseId,
        @Nullable String organization) {

    /** By time, then by release id, so that the order depends neither on the order of the input nor on the metric. */
    public static final Comparator<ObservedPoint> ORDER =
            Comparator.comparingDouble(ObservedPoint::time).thenComparing(ObservedPoint::releaseId);
}
