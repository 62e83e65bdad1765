/** Forecasts and projections: a process of releases, and its sample paths, off which they are read. */
@org.jspecify.annotations.NullMarked
package org.computetrends.forecast;
