package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The odds that a vintage would have given, and the outcome. A row of {@code odds_backtest}.
 *
 * @param before the date before which the threshold is to be reached or exceeded
 * @param probability the answer, from 0 to 1
 * @param crossedOn the date of the first release at the threshold or above, by the newest vintage; null if there is
 *     none yet
 */
public record OddsBacktest(
        Key key,
        LocalDate before,
        double probability,
        @Nullable LocalDate crossedOn) {

    /**
     * The question and the method.
     *
     * @param threshold the value to be reached or exceeded, in the metric's unit
     * @param horizonMonths calendar months from the origin vintage's date to {@code before}
     */
    public record Key(String metric, String method, LocalDate originVintage, double threshold, int horizonMonths) {}

    /** Whether a release reached or exceeded the threshold before the date. */
    public boolean happened() {
        return crossedOn != null && crossedOn.isBefore(before);
    }

    /** The squared difference of probability and outcome: 0 is best. */
    public double brier() {
        double distance = probability - (happened() ? 1 : 0);
        return distance * distance;
    }
}
