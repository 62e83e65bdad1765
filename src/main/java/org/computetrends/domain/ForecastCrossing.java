package org.computetrends.domain;

import java.time.LocalDate;
import org.computetrends.domain.Crossing.DateInterval;
import org.jspecify.annotations.Nullable;

/**
 * The date on which a target reaches a threshold, by the forecasts of a backtested method. A row of
 * {@code forecast_crossings}.
 *
 * @param isDefault whether the method is the default
 * @param median the first day, at the earliest the origin, on which the forecast's median is at or above the threshold.
 *     Null if the last date comes first, or if the target is at the threshold already
 * @param interval50 the first days on which the upper and the lower end of the 50% interval are at or above the
 *     threshold; null under the same conditions as the median, as are the next two
 * @param hindsight the scores of the method's forecasts of the target from the newest values, at the shortest
 *     backtested horizon that covers the median's; null if there is none
 * @param realTime the same scores of forecasts from the values known at the origins
 * @param start the start of sample paths; the origin for methods without paths
 * @param knownTo the end of the metric's coverage; null if unknown
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

    /** The method, target and threshold of a crossing. */
    public record Key(String method, String metric, ForecastTarget target, Threshold threshold) {}

    public enum Status {
        DATED,
        /** The target's value at the origin is at the threshold or above. */
        REACHED,
        /** The median is at the threshold or above at the origin, but the target is not. */
        DUE,
        /** The median is below the threshold on the last forecast date. */
        NOT_BY_LAST_DATE,
        /** Too few releases are known for the method. */
        TOO_FEW_OBSERVATIONS
    }
}
