package org.computetrends.domain;

import org.computetrends.stats.Cells;
import org.computetrends.stats.Points;
import org.jspecify.annotations.Nullable;

/**
 * What a trend was fitted to.
 *
 * @param cells its observations by date
 * @param points its observations one by one, in order of time; null where they are too many to be in memory, or too few for
 *     a line
 */
public record TrendMembers(Cells cells, @Nullable Points points) {}
