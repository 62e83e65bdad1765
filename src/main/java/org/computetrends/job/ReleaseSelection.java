package org.computetrends.job;

import java.util.Optional;
import org.computetrends.config.TrendConfig;
import org.computetrends.population.LoadedVintage;
import org.computetrends.select.MetricSources;

/** The stage that selects the releases of the vintage analysed after checking them. */
sealed interface ReleaseSelection permits InMemorySelection, ScanSelection {
    /** Checks releases in the way that their size determines. */
    static ReleaseSelection check(TrendConfig config, MetricSources metrics, Ingested input, StageClock stages) {
        return switch (input.way()) {
            case IN_MEMORY -> InMemorySelection.check(config, metrics, input.read(), stages);
            case SCANNED -> ScanSelection.check(config, input.read(), stages);
        };
    }

    /** The result of the check. */
    CheckedReleases checked();

    /**
     * Loads the releases on the driver if they are few enough; otherwise the releases of frontier and record, where possible.
     */
    Optional<LoadedVintage> collect();

    /** Selects the releases into populations. */
    SelectedReleases select();
}
