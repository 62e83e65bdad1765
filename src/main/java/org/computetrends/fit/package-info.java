/**
 * Fits of trends: slopes with their uncertainty, shapes of growth, breaks, and comparisons of trends. {@link
 * TrendFitter} is the entry.
 *
 * <p>OOM means orders of magnitude: values are log10 of the metric's unit. A cluster is the releases of one
 * organization.
 */
@NullMarked
package org.computetrends.fit;

import org.jspecify.annotations.NullMarked;
