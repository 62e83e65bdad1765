package org.computetrends.domain;

import java.time.LocalDate;
import org.computetrends.domain.Crossing.DateInterval;
import org.jspecify.annotations.Nullable;

/**
 * When a target reaches a threshold by the forecasts of a backtested method. A row of {@code forecast_crossings}.
 *
 * @param isDefault whether the method is the default
 * @param median the first day from the origin on when the forecast's median is at or above the threshold. Null if the
 *     median is below it up to the last date, if the target has reached the threshold already, or if too few releases
 *     are known
 * @param interval50 the first days when the upper and the lower end of the forecast's 50% interval are at or above the
 *     threshold; an end is null as the median is. If sample paths start before the origin, an end may be before it, but
 *     never the median. The 80% and 95% intervals are defined alike
 * @param hindsight the method's scores in backtests of the target with the newest values, at the shortest backtested
 *     horizon that covers the median's; null if there is none
 * @param realTime the same scores with the values known at the origins
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

    public record Key(String method, String metric, ForecastTarget target, Threshold threshold) {}

    public enum Status {
        DATED,
        /** The target's last known value is at the threshold or above. */
        REACHED,
        /** The median is at the threshold or above at the origin, but the target's last known value is not. */
        DUE,
        /** The median is below the threshold on the last forecast date. */
        NOT_BY_LAST_DATE,
        /** Too few releases are known for the method. */
        TOO_FEW_OBSERVATIONS
    }
}
