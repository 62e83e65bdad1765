/**
 * Fits of trends: slopes with their uncertainty, shapes of growth, breaks, and comparisons of trends. {@link
 * org.computetrends.fit.TrendFitter} is the entry.
 */
@NullMarked
package org.computetrends.fit;

import org.jspecify.annotations.NullMarked;
