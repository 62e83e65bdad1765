package org.computetrends.job;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.config.TrendConfig;
import org.computetrends.curate.HeldReleaseCurator;
import org.computetrends.domain.Metric;
import org.computetrends.domain.Segmentation;
import org.computetrends.domain.ValueDensity;
import org.computetrends.domain.Vintage;
import org.computetrends.evaluate.ReportingEstimator;
import org.computetrends.held.FrontierReleases;
import org.computetrends.held.FrontierRules;
import org.computetrends.held.HeldSegmenter;
import org.computetrends.held.HeldVintage;
import org.computetrends.held.ReleaseCollector;
import org.computetrends.ingest.InputFingerprint;
import org.computetrends.table.ObservationsTable;

/**
 * Checks and selects releases in memory, for inputs so small that Spark's planning would take longer than all else. Spark
 * reads the rows and says what it can of each alone, in one query; nothing that is found differs from
 * {@link RowSelection}'s.
 *
 * @param config the settings
 * @param stages runs the stages
 */
record HeldSelection(TrendConfig config, StageClock stages) {

    CheckedReleases check(Dataset<Row> releases, Vintage vintage) {
        HeldReleaseCurator.Result curated =
                stages.run("curate", () -> new HeldReleaseCurator(config.curation()).curate(releases));
        HeldVintage held = new HeldVintage(vintage, new ReleaseCollector(config.metrics()).held(curated.releases()));
        boolean isWithin = held.releases().size() <= config.scale().releases();
        FrontierRules rules = isWithin ? FrontierRules.NONE : new FrontierNeeds(config).rules(releases.sparkSession());
        ReportingEstimator.Survey survey =
                stages.run("survey", () -> config.reporting().survey(held.releases(), vintage.date()));
        return new CheckedReleases(
                InputFingerprint.of(curated.contentHashes()).digest(),
                curated.rowsRead(),
                curated.rowsKept(),
                curated.rowsRead() - curated.rowsKept(),
                curated.rejectsByReason(),
                new FoundRows.Held(curated.rejects()),
                survey,
                new FoundRows.Held(ReleasesView.of(config).rows(curated.releases())),
                () -> isWithin ? Optional.of(held) : frontier(held, rules),
                () -> select(held, survey),
                isWithin ? List.of() : new FrontierNeeds(config).warnings());
    }

    private Optional<HeldVintage> frontier(HeldVintage held, FrontierRules ranking) {
        FrontierReleases.Rules rules = new FrontierReleases.Rules(
                ranking,
                config.metrics().stream().map(Metric::id).toList(),
                config.curation().earliestDate(),
                held.vintage(),
                config.scale().releases());
        return FrontierReleases.of(rules, held.releases()).vintage();
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
