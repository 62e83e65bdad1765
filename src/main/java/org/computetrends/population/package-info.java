/**
 * Selection of populations from releases in memory, by any rules, in about a millisecond each. Speed matters because
 * backtests and other analyses select many times. A population is the observations of a trend: the values of one metric
 * that a cohort selects within an era.
 *
 * <p>The rules are the same as in {@code select}, which scans any number of rows once. Tests require equal numbers from
 * both.
 *
 * <p>Where to start: {@link LoadedVintage} has the releases, {@link PopulationSelector} applies a {@link Selection} to
 * them, and {@link AnalysedReleases} selects populations. {@link InMemorySegmenter} does so for all trends of a run.
 * From large vintages, {@link FrontierReleases} collects the releases that ever ranked.
 */
@NullMarked
package org.computetrends.population;

import org.jspecify.annotations.NullMarked;
