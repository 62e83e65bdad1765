package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a backtested method forecasts now.
 *
 * @param key what is forecast, and by which method
 * @param isDefault whether the method is the one to believe where nothing else is said: it has forecast the target best
 * @param origin only releases before it are known
 * @param n releases of the method's own cohort that it rests on
 * @param quantiles of the target on the date, in log10 of the metric's unit; null where the releases known are too few
 * @param calibrationFactor what the 80% interval is stretched by, from every outcome known; null where these are too few
 * @param trackRecord how the method's forecasts of the target fared at the shortest horizon backtested that is no shorter
 *     than this one; null where none is, and beyond the longest
 */
public record Forecast(
        Key key,
        boolean isDefault,
        LocalDate origin,
        long n,
        @Nullable ForecastQuantiles quantiles,
        @Nullable Double calibrationFactor,
        @Nullable BacktestSummary trackRecord) {

    /**
     * What is forecast, and by which method.
     *
     * @param method the method's id
     * @param metric the metric's id
     * @param target what is forecast
     * @param targetDate the date forecast
     */
    public record Key(String method, String metric, ForecastTarget target, LocalDate targetDate) {}
}
