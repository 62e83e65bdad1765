package org.computetrends.job;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.config.TrendConfig;
import org.computetrends.curate.HeldReleaseCurator;
import org.computetrends.domain.Segmentation;
import org.computetrends.domain.ValueDensity;
import org.computetrends.domain.Vintage;
import org.computetrends.evaluate.ReportingEstimator;
import org.computetrends.held.HeldSegmenter;
import org.computetrends.held.HeldVintage;
import org.computetrends.held.ReleaseCollector;
import org.computetrends.ingest.InputFingerprint;
import org.computetrends.table.ObservationsTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks and selects releases in memory, for inputs so small that Spark's planning would take longer than all else. Spark
 * reads the rows and says what it can of each alone, in one query; nothing that is found differs from
 * {@link ScanSelection}'s.
 *
 * @param config the settings
 * @param stages runs the stages
 */
record HeldSelection(TrendConfig config, StageClock stages) {
    private static final Logger LOG = LoggerFactory.getLogger(HeldSelection.class);

    CheckedReleases check(Dataset<Row> releases, Vintage analysed) {
        HeldReleaseCurator.Result curated =
                stages.run("curate", () -> new HeldReleaseCurator(config.curation()).curate(releases));
        HeldVintage held = new HeldVintage(analysed, new ReleaseCollector(config.metrics()).held(curated.releases()));
        FrontierNeeds needs = new FrontierNeeds(config);
        boolean isWithin = held.releases().size() <= config.sizes().releases();
        Optional<HeldVintage> vintage =
                isWithin ? Optional.of(held) : needs.frontier(held, needs.rules(releases.sparkSession()));
        List<String> warnings =
                isWithin ? List.of() : needs.warnings(held.releases().size(), vintage);
        warnings.forEach(LOG::warn);
        ReportingEstimator.Survey survey =
                stages.run("survey", () -> config.reporting().survey(held.releases(), analysed.date()));
        return new CheckedReleases(
                InputFingerprint.of(curated.contentHashes()).digest(),
                curated.rowsRead(),
                curated.rowsKept(),
                curated.rowsRead() - curated.rowsKept(),
                curated.rejectsByReason(),
                new FoundRows.Held(curated.rejects()),
                survey,
                new FoundRows.Held(ReleasesView.of(config).rows(curated.releases())),
                () -> vintage,
                () -> select(held, survey),
                warnings);
    }

    private CheckedReleases.Selected select(HeldVintage held, ReportingEstimator.Survey survey) {
        Segmentation settings = config.segmentationEndedBy(survey, held.date());
        HeldSegmenter.Result segmented = stages.run(
                "segment",
                () -> new HeldSegmenter(settings.rules(), settings.metrics(), settings.eraScheme())
                        .segment(held, settings.trends()));
        List<Row> observations =
                segmented.observations().stream().map(ObservationsTable::row).toList();
        return new CheckedReleases.Selected(
                segmented.trends(),
                segmented.populations(),
                new FoundRows.Held(observations),
                () -> ValueDensity.of(segmented.observations()));
    }
}
