package org.computetrends.table;

import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.Projection;
import org.jspecify.annotations.Nullable;

/**
 * A projection with the track record of such forecasts.
 *
 * @param projection the projection
 * @param method the id of the forecast method of its paths; null where none is backtested
 * @param hindsight how the method's forecasts from the newest values performed; null where there is no track record
 * @param realTime how its forecasts from the values known at the origins performed; null where there is no track record
 */
public record BacktestedProjection(
        Projection projection,
        @Nullable String method,
        @Nullable BacktestSummary hindsight,
        @Nullable BacktestSummary realTime) {}
