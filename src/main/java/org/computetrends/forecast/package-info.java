/**
 * Forecasts and projections. Projections, and forecasts by simulations, are read off sample paths of releases.
 *
 * <p>The origin is the day of a forecast, before which releases are known. Coverage of a metric ends on the date of the
 * last known value of an established organization on the metric's frontier. Values of later releases may be missing. An
 * organization is established if it had another value on the frontier in recent years. OOM means orders of magnitude:
 * values are log10 of the metric's unit.
 *
 * <p>A simulation has three steps. {@link org.computetrends.forecast.ReleaseProcess} is fitted to the known releases.
 * {@link org.computetrends.forecast.PathDraws} draws paths of later releases from it.
 * {@link org.computetrends.forecast.ReleasePaths} computes their values under a scenario. The other methods extrapolate
 * a {@link org.computetrends.forecast.Trajectory}, which is a fitted curve or a random walk.
 */
@org.jspecify.annotations.NullMarked
package org.computetrends.forecast;
