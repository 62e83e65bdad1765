package org.computetrends.fit;

import java.util.List;
import org.computetrends.stats.Points;

/**
 * A trend's individual observations, as columns in the same order.
 *
 * @param points times in years, values in OOM and standard deviations of measurement errors in OOM
 * @param clusters the number of each release's organization, from zero; each release without an organization has a number of
 *     its own
 */
@SuppressWarnings("ArrayRecordComponent") // a numeric column; records are never compared
record PointsByRelease(Points points, List<String> releaseIds, int[] clusters) {}
