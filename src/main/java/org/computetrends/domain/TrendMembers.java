package org.computetrends.domain;

import org.computetrends.stats.Cells;
import org.computetrends.stats.Points;
import org.jspecify.annotations.Nullable;

/**
 * The observations that a trend was fitted to.
 *
 * @param cells the observations by date
 * @param points the individual observations, in order of time; null if too many for memory, or too few for a line
 */
public record TrendMembers(Cells cells, @Nullable Points points) {}
