/**
 * Evaluations: trends under other settings and on other vintages, forecasts and their backtests, and comparisons with
 * published claims.
 */
@NullMarked
package org.computetrends.evaluate;

import org.jspecify.annotations.NullMarked;
