/**
 * Forecasts and projections. They are read off the sample paths of a process of releases.
 *
 * <p>The origin is the day of a forecast, before which releases are known. Coverage of a metric ends on the date of the
 * last known value on its frontier by an established organization, since later values may still be missing. OOM means
 * orders of magnitude: values are log10 of the metric's unit.
 *
 * <p>A simulation has three steps. {@link org.computetrends.forecast.ReleaseProcess} is fitted to the known releases.
 * {@link org.computetrends.forecast.PathDraws} draws paths of later releases from it.
 * {@link org.computetrends.forecast.ReleasePaths} computes their values under a scenario. The other methods extrapolate
 * a {@link org.computetrends.forecast.Trajectory}, which is a fitted curve or a random walk.
 */
@org.jspecify.annotations.NullMarked
package org.computetrends.forecast;
