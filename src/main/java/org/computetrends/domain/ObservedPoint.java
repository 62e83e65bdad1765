package org.computetrends.domain;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A release's value of a metric.
 *
 * @param time years since 2000-01-01
 * @param log10Value log10 of the value in the metric's unit
 * @param confidence the source's confidence; null if it has no label
 * @param organization the first-named organization; null if it names none
 */
public record ObservedPoint(
        double time,
        double log10Value,
        @Nullable String confidence,
        String releaseId,
        @Nullable String organization) {

    /**
     * By time, then by release id. If two metrics have values of the same releases, the points are in the same order,
     * so bootstraps with one seed draw the same releases.
     */
    public static final Comparator<ObservedPoint> ORDER =
            Comparator.comparingDouble(ObservedPoint::time).thenComparing(ObservedPoint::releaseId);
}
