package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The probability that the largest release published before a date is at a threshold or above. A row of {@code odds}.
 *
 * @param isDefault whether this is the answer to quote by default
 * @param start the day on which the paths start
 * @param knownTo the end of the metric's coverage in the origin vintage; null if unknown
 * @param probability from 0 to 1; null if too few releases are known for a forecast
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
     * The odds by sample paths: 1 if the event is observed, otherwise the share of paths on which it happens.
     *
     * @param isObserved whether a published release of the origin vintage is at the threshold or above
     * @param share null without paths
     * @param paths the number of paths
     */
    public static Odds ofPaths(
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
        if (probability == null) {
            return "too few releases";
        }
        return status == Status.OBSERVED ? "100%" : written(probability);
    }

    /** A forecast's probability for display, such as 84%. It never reads as certain: the extremes are <1% and >99%. */
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
        /** A release at or above the threshold was published. */
        PUBLISHED,
        /** A release at or above the threshold was published and its value reported in the database. */
        IN_DATABASE
    }

    /** Where the probability comes from. {@link OddsSurface} relies on the order, the most certain first. */
    public enum Status {
        /** A published release of the origin vintage is at the threshold or above. */
        OBSERVED,
        FORECAST,
        /** The frontier has too few releases for a forecast. */
        TOO_FEW_RELEASES
    }
}
