package org.computetrends.job;

import java.util.Optional;
import org.computetrends.config.TrendConfig;
import org.computetrends.population.LoadedVintage;
import org.computetrends.select.MetricSources;

/** The stage that selects the releases of the vintage analysed, once they are checked. */
sealed interface ReleaseSelection permits InMemorySelection, ScanSelection {

    /** Checks releases, in the way that their number decides. */
    static ReleaseSelection check(TrendConfig config, MetricSources metrics, Ingested input, StageClock stages) {
        return switch (input.way()) {
            case HELD -> InMemorySelection.check(config, metrics, input.read(), stages);
            case SCANNED -> ScanSelection.check(config, input.read(), stages);
        };
    }

    /** What the check found. */
    CheckedReleases checked();

    /** Brings the releases to the driver, where they are few enough, or those of frontier and record. */
    Optional<LoadedVintage> collect();

    /** Selects the releases into populations. */
    SelectedReleases select();
}
