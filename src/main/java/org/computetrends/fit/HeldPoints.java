package org.computetrends.fit;

import java.util.List;
import org.computetrends.stats.Points;

/**
 * A trend's observations, held one by one.
 *
 * @param points their times, values and measurement errors
 * @param releaseIds whose they are, in the same order
 */
record HeldPoints(Points points, List<String> releaseIds) {}
