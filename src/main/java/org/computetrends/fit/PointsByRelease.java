package org.computetrends.fit;

import java.util.List;
import org.computetrends.stats.Points;

/**
 * A trend's individual observations.
 *
 * @param points their times, values and measurement errors
 * @param releaseIds their releases, in the same order
 * @param clusters their organizations, numbered from zero; each release without one has its own number
 */
@SuppressWarnings("ArrayRecordComponent") // numeric column; equality is never asked of it
record PointsByRelease(Points points, List<String> releaseIds, int[] clusters) {}
