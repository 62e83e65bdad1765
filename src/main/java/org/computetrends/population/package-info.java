/**
 * Selection of populations from releases in memory, by any rules, in about a millisecond each. For backtests and other
 * analyses that select many times.
 *
 * <p>The rules are the same as in {@code select}, which scans any number of rows once. Tests require equal numbers from both.
 */
@NullMarked
package org.computetrends.population;

import org.jspecify.annotations.NullMarked;
