/**
 * Evaluations: trends under other settings and on other vintages, forecasts and their backtests, and comparisons with
 * published claims.
 *
 * <p>A vintage is the source's data as of a day. The analysed vintage is the run's own. A seam is a day on which the source
 * changed what it lists or how it determines values.
 */
@NullMarked
package org.computetrends.evaluate;

import org.jspecify.annotations.NullMarked;
