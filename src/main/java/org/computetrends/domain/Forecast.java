package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A method's forecast of a target for a date, from the newest vintage. A row of {@code forecasts}.
 *
 * @param isDefault whether this is the forecast to quote by default
 * @param start the start of sample paths; the origin for methods without paths
 * @param knownTo the end of the metric's coverage; null if unknown
 * @param n the number of releases of the method's cohort that the forecast uses
 * @param quantiles null if too few releases are known
 * @param hindsight the method's scores in backtests of the target with the newest values, at the shortest backtested
 *     horizon that covers this one; null beyond the longest horizon, and for scenarios other than continue
 * @param realTime the same scores with the values known at the origins
 */
public record Forecast(
        Key key,
        boolean isDefault,
        LocalDate origin,
        LocalDate start,
        @Nullable LocalDate knownTo,
        long n,
        @Nullable ForecastQuantiles quantiles,
        @Nullable BacktestSummary hindsight,
        @Nullable BacktestSummary realTime) {

    public record Key(String method, String metric, ForecastTarget target, String scenario, LocalDate targetDate) {}
}
