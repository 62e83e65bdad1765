package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The probability that the largest release published before a date exceeds a threshold.
 *
 * @param key the question, and who answers it
 * @param isDefault whether it is the answer to quote where nothing else is said
 * @param status whether the event is in the future
 * @param start the date that the paths start on
 * @param knownTo where coverage of the metric ends in the origin vintage; null where it cannot be said
 * @param probability from 0 to 1; null where the releases known are too few for a forecast
 * @param monteCarloError the standard error that the number of paths leaves; null likewise, and 0 where observed
 */
public record Odds(
        Key key,
        boolean isDefault,
        Status status,
        LocalDate start,
        @Nullable LocalDate knownTo,
        @Nullable Double probability,
        @Nullable Double monteCarloError) {

    public Odds {
        if ((probability == null) != (status == Status.TOO_FEW_RELEASES)) {
            throw new IllegalArgumentException(key + " has status " + status + " and probability " + probability);
        }
    }

    /**
     * The answer that sample paths give.
     *
     * @param isObserved whether a published release of the origin vintage is at the threshold or above
     * @param share of the paths on which the event comes; null where there are none
     * @param paths how many there are
     */
    public static Odds of(
            Key key,
            boolean isDefault,
            boolean isObserved,
            @Nullable Double share,
            int paths,
            LocalDate start,
            @Nullable LocalDate knownTo) {
        if (isObserved) {
            return new Odds(key, isDefault, Status.OBSERVED, start, knownTo, 1.0, 0.0);
        }
        return share == null
                ? new Odds(key, isDefault, Status.TOO_FEW_RELEASES, start, knownTo, null, null)
                : new Odds(
                        key, isDefault, Status.FORECAST, start, knownTo, share, Math.sqrt(share * (1 - share) / paths));
    }

    /**
     * The question, and who answers it.
     *
     * @param metric the metric's id
     * @param event what has to happen by the date
     * @param scenario the scenario's id
     * @param method the forecast method's id
     * @param originVintage the vintage whose releases and values the answer rests on
     * @param threshold the value to be exceeded, in the metric's unit
     * @param before the date before which it has to happen
     */
    public record Key(
            String metric,
            Event event,
            String scenario,
            String method,
            LocalDate originVintage,
            double threshold,
            LocalDate before) {}

    /** What has to happen by a date. */
    public enum Event {
        /** A release above the threshold was published. */
        PUBLISHED,
        /** A value above the threshold stands in the database: published, and its value reported since. */
        IN_DATABASE
    }

    /** Whether the event is in the future. */
    public enum Status {
        /** A published release of the origin vintage is at the threshold or above. */
        OBSERVED,
        FORECAST,
        /** The frontier has too few releases for a forecast. */
        TOO_FEW_RELEASES
    }
}
