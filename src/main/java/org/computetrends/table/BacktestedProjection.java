package org.computetrends.table;

import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.Projection;
import org.jspecify.annotations.Nullable;

/**
 * A projection beside how such forecasts have fared.
 *
 * @param projection the projection
 * @param method the id of the forecast method whose paths it is read off; null where none is backtested
 * @param hindsight how the method's forecasts fared from the newest values; null where nothing speaks for the projection
 * @param realTime how they did from the values of their time; null likewise
 */
public record BacktestedProjection(
        Projection projection,
        @Nullable String method,
        @Nullable BacktestSummary hindsight,
        @Nullable BacktestSummary realTime) {}
