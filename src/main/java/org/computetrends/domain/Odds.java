package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The probability that the largest release published before a date is at a threshold or above. A row of the table of
 * odds.
 *
 * @param isDefault whether it is the answer to quote by default
 * @param start the day on which the paths start
 * @param knownTo the end of the metric's coverage in the origin vintage; null if unknown
 * @param probability the probability, from 0 to 1; null if too few releases are known for a forecast
 * @param monteCarloError the standard error due to the number of paths; null without a probability, and 0 if observed
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
     * The odds by sample paths.
     *
     * @param isDefault whether it is the answer to quote by default
     * @param isObserved whether a published release of the origin vintage is at the threshold or above
     * @param share the share of paths on which the event happens; null without paths
     * @param knownTo the end of the metric's coverage in the origin vintage; null if unknown
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

    /** The probability for display. */
    public String writtenProbability() {
        return probability == null ? "too few releases" : written(probability);
    }

    /** A probability for display, such as 84%. Of a forecast it is never called certain: <1%, >99%. */
    public static String written(double probability) {
        return probability < 0.005
                ? "<1%"
                : probability >= 0.995 ? ">99%" : String.format(Locale.ROOT, "%.0f%%", 100 * probability);
    }

    /**
     * The question and the method.
     *
     * @param threshold the value to be reached or exceeded, in the metric's unit
     * @param before the date before which the event is to happen
     */
    public record Key(
            String metric,
            Event event,
            String scenario,
            String method,
            LocalDate originVintage,
            double threshold,
            LocalDate before) {}

    public enum Event {
        /** A release above the threshold was published. */
        PUBLISHED,
        /** A release above the threshold was published and its value reported in the database. */
        IN_DATABASE
    }

    public enum Status {
        /** A published release of the origin vintage is at the threshold or above. */
        OBSERVED,
        FORECAST,
        /** The frontier has too few releases for a forecast. */
        TOO_FEW_RELEASES
    }
}
