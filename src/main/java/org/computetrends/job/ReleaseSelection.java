package org.computetrends.job;

import java.util.List;
import java.util.Optional;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.TrendPopulations;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.ValueDensity;
import org.computetrends.population.LoadedVintage;
import org.computetrends.select.MetricSources;

/** The stage that selects the releases of the vintage analysed after checking them. */
sealed interface ReleaseSelection permits InMemorySelection, ScanSelection {
    /** Checks releases in the way that their size determines. */
    static ReleaseSelection check(TrendConfig config, MetricSources metrics, Ingested input, StageClock stages) {
        return input.isInMemory()
                ? InMemorySelection.check(config, metrics, input.read(), stages)
                : ScanSelection.check(config, input.read(), stages);
    }

    CheckedReleases checked();

    /**
     * Loads the releases on the driver if they are few enough; otherwise the releases of frontier and record, where possible.
     */
    Optional<LoadedVintage> collect();

    /** Selects the releases into populations. */
    Selected select();

    /**
     * Releases selected into populations.
     *
     * @param trends every trend, with cohorts by attribute written out
     * @param populations the populations of these trends; they take most memory and are used by the fit only
     */
    record Selected(List<TrendSpecification> trends, TrendPopulations populations, Rows rows) {}

    /**
     * The published rows of selected releases.
     *
     * @param observations rows of the observations table
     * @param densities the number of values of each metric, by quarter and half an order of magnitude
     */
    record Rows(StagedRows observations, List<ValueDensity> densities) {}
}
