package org.computetrends.table;

import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.Projection;
import org.jspecify.annotations.Nullable;

/**
 * A projection beside how such projections have fared.
 *
 * @param projection the projection
 * @param trackRecord of the backtested method that carries the same line as far; null where there is none
 */
public record BacktestedProjection(
        Projection projection, @Nullable BacktestSummary trackRecord) {}
