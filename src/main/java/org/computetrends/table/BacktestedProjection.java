package org.computetrends.table;

import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.Projection;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@link ProjectionTables#PROJECTIONS}: a projection, with how earlier forecasts of the same kind performed.
 *
 * @param method the id of the backtested method whose paths give the projection; null if there is none
 * @param hindsight the method's backtest from the newest values; null if there is none
 * @param realTime the method's backtest from the values known at the origins; null if there is none
 */
public record BacktestedProjection(
        Projection projection,
        @Nullable String method,
        @Nullable BacktestSummary hindsight,
        @Nullable BacktestSummary realTime) {}
