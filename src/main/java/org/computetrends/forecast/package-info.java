/** What speaks of the future: one process of releases, and all forecasts read off its sample paths. */
@org.jspecify.annotations.NullMarked
package org.computetrends.forecast;
