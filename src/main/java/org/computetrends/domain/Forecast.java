package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a method forecasts now.
 *
 * @param key what is forecast, by which method, under which scenario
 * @param isDefault whether it is the forecast to quote where nothing else is said
 * @param origin only releases before it are known
 * @param start the date that sample paths start on; the origin for methods without paths
 * @param knownTo where coverage of the metric ends; null where it cannot be said
 * @param n releases of the method's own cohort that it rests on
 * @param quantiles of the target on the date, in log10 of the metric's unit; null where the releases known are too few
 * @param hindsight how the method's forecasts of the target fared from the newest values, at the shortest horizon backtested
 *     that is no shorter than this one; null where none is, beyond the longest, and for other scenarios than continue
 * @param realTime the same from the values of their time
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

    /**
     * What is forecast, by which method, under which scenario.
     *
     * @param method the method's id
     * @param metric the metric's id
     * @param target what is forecast
     * @param scenario the scenario's id
     * @param targetDate the date forecast
     */
    public record Key(String method, String metric, ForecastTarget target, String scenario, LocalDate targetDate) {}
}
