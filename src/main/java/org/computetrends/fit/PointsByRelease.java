package org.computetrends.fit;

import java.util.List;
import org.computetrends.stats.Points;

/**
 * A trend's observations, held one by one.
 *
 * @param points their times, values and measurement errors
 * @param releaseIds whose they are, in the same order
 * @param clusters which organization each is of, numbered from zero; one without any has a number of its own
 */
@SuppressWarnings("ArrayRecordComponent") // numeric column; equality is never asked of it
record PointsByRelease(Points points, List<String> releaseIds, int[] clusters) {}
