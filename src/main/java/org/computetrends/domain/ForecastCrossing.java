package org.computetrends.domain;

import java.time.LocalDate;
import org.computetrends.domain.Crossing.DateInterval;
import org.jspecify.annotations.Nullable;

/**
 * When a backtested method has a target reach a threshold.
 *
 * @param key what reaches which threshold, and by which method
 * @param isDefault whether the method is the one to believe where nothing else is said
 * @param status whether there is a date
 * @param median the first day from the origin on which the forecast's median is at the threshold or above; null where it
 *     is not by the last date, or the target is there already
 * @param interval50 the first such days of the upper and the lower end of the 50% interval; an end is null likewise
 * @param interval80 those of the 80% interval
 * @param interval95 those of the 95% interval
 * @param hindsight how the method's forecasts of the target fared from the newest values, at the shortest horizon
 *     backtested that is no shorter than that of the median; null where none is
 * @param realTime the same from the values of their time
 * @param start the date that sample paths start on; the origin for methods without paths
 * @param knownTo where coverage of the metric ends; null where it cannot be said
 */
public record ForecastCrossing(
        Key key,
        boolean isDefault,
        Status status,
        @Nullable LocalDate median,
        DateInterval interval50,
        DateInterval interval80,
        DateInterval interval95,
        @Nullable BacktestSummary hindsight,
        @Nullable BacktestSummary realTime,
        LocalDate start,
        @Nullable LocalDate knownTo) {

    /**
     * What reaches which threshold.
     *
     * @param method the method's id
     * @param metric the metric's id
     * @param target what reaches it
     * @param threshold the value reached
     */
    public record Key(String method, String metric, ForecastTarget target, Threshold threshold) {}

    /** Whether there is a date. */
    public enum Status {
        DATED,
        /** The target's value at the origin is at the threshold or above. */
        REACHED,
        /** The median is at the threshold or above at the origin, but the target is not. */
        DUE,
        /** The median is below the threshold on the last date forecast. */
        NOT_BY_LAST_DATE,
        /** The releases known are too few for the method. */
        TOO_FEW_OBSERVATIONS
    }
}
