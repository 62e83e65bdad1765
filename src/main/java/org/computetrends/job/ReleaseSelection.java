package org.computetrends.job;

import java.util.List;
import java.util.Optional;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.TrendPopulations;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.ValueDensity;
import org.computetrends.population.LoadedVintage;
import org.computetrends.select.MetricSources;

/** Checks the vintage analysed, then selects populations: the releases to which each trend is fitted. */
sealed interface ReleaseSelection permits InMemorySelection, ScanSelection {
    /** Checks releases in memory or in scans, by the size of the input; {@code history} has the claims. */
    static ReleaseSelection check(
            TrendConfig config, MetricSources metrics, Ingested input, VintageHistory history, StageClock stages) {
        return input.isInMemory()
                ? InMemorySelection.check(config, metrics, input.analysed(), history, stages)
                : ScanSelection.check(config, input.analysed(), history, stages);
    }

    CheckedReleases checked();

    /**
     * Loads the releases that the check kept on the driver. If they are too many, loads only the releases on frontiers
     * and records. Empty if even these are too many.
     */
    Optional<LoadedVintage> collect();

    Selected select();

    /**
     * Releases selected into populations.
     *
     * @param trends every trend. A configured trend whose cohort has a wildcard gives one trend for each value
     * @param populations the populations of the trends, which take most of the memory and which only the fit uses
     */
    record Selected(List<TrendSpecification> trends, TrendPopulations populations, Rows rows) {}

    /**
     * The published rows of selected releases.
     *
     * @param observations rows of the observations table
     * @param densities the number of values of each metric, in cells of a quarter by half an order of magnitude
     */
    record Rows(RowsWithoutRunId observations, List<ValueDensity> densities) {}
}
