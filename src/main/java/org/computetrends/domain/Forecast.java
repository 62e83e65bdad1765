package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A current forecast of a method. A row of {@code forecasts}.
 *
 * @param isDefault whether it is the forecast to quote by default
 * @param origin only releases before it are known
 * @param start the start of sample paths; the origin for methods without paths
 * @param knownTo the end of the metric's coverage; null if unknown
 * @param n releases of the method's own cohort that it uses
 * @param quantiles the quantiles of the target on the date, in log10 of the metric's unit; null if too few releases are known
 * @param hindsight the scores of the method's forecasts of the target from the newest values, at the shortest backtested
 *     horizon that covers this one; null beyond the longest one, and for scenarios other than continue
 * @param realTime the same scores of forecasts from the values known at the origins
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

    /** The target, method and scenario of a forecast. */
    public record Key(String method, String metric, ForecastTarget target, String scenario, LocalDate targetDate) {}
}
