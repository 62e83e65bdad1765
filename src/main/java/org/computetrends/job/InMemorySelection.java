package org.computetrends.job;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Segmentation;
import org.computetrends.domain.ValueDensity;
import org.computetrends.domain.Vintage;
import org.computetrends.evaluate.ReportingEstimator;
import org.computetrends.ingest.ReleaseReader;
import org.computetrends.population.InMemorySegmenter;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.ReleaseConverter;
import org.computetrends.select.CuratedVintage;
import org.computetrends.select.MetricSources;
import org.computetrends.select.VintageCurator;
import org.computetrends.sql.ReleaseRows;
import org.computetrends.table.ObservationsTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks and selects releases in memory, for inputs so small that Spark would spend most of the time on planning. The
 * results equal the results of {@link ScanSelection}.
 *
 * @param keptReleases all releases kept by the check
 * @param forLaterStages the releases that later stages may use: all kept releases, or only those on frontiers and
 *     records if there are too many; empty if even those are too many
 */
record InMemorySelection(
        TrendConfig config,
        StageClock stages,
        CheckedReleases checked,
        LoadedVintage keptReleases,
        Optional<LoadedVintage> forLaterStages)
        implements ReleaseSelection {
    private static final Logger LOG = LoggerFactory.getLogger(InMemorySelection.class);

    static InMemorySelection check(
            TrendConfig config,
            MetricSources metrics,
            ReleaseReader.Result input,
            VintageHistory history,
            StageClock stages) {
        ReleaseRows releases = input.rows();
        Vintage analysed = input.vintage();
        CuratedVintage curated = stages.run(
                "curate",
                () -> new VintageCurator(config.curation(), config.metrics(), metrics).curate(releases, analysed));
        LoadedVintage keptReleases =
                new LoadedVintage(analysed, new ReleaseConverter(config.metrics()).converted(curated.releases()));
        FrontierFallback fallback = new FrontierFallback(config);
        // The limit of later stages applies here too, so that results do not depend on where the input was checked.
        boolean areAllForLaterStages =
                keptReleases.releases().size() <= config.sizes().releases();
        Optional<LoadedVintage> forLaterStages = areAllForLaterStages
                ? Optional.of(keptReleases)
                : fallback.frontierReleases(keptReleases, fallback.neededSelections(history));
        List<String> warnings = areAllForLaterStages
                ? List.of()
                : fallback.warnings(keptReleases.releases().size(), forLaterStages);
        warnings.forEach(LOG::warn);
        ReportingEstimator.Survey survey =
                stages.run("survey", () -> config.reporting().survey(keptReleases.releases(), analysed.date()));
        CheckedReleases checked = new CheckedReleases(
                curated.fingerprint().digest(),
                curated.rowsRead(),
                curated.rowsKept(),
                curated.rowsRead() - curated.rowsKept(),
                curated.rejectsByReason(),
                new RowsWithoutRunId.InMemory(curated.rejects()),
                survey,
                new RowsWithoutRunId.InMemory(new ReleasesTableRows(config).of(curated.releases())),
                warnings);
        return new InMemorySelection(config, stages, checked, keptReleases, forLaterStages);
    }

    @Override
    public Optional<LoadedVintage> collect() {
        return forLaterStages;
    }

    @Override
    public ReleaseSelection.Selected select() {
        Segmentation segmentation =
                config.endedWhereUnderReported(config.segmentation(), checked.survey(), keptReleases.date());
        InMemorySegmenter.Result segmented = stages.run(
                "segment",
                () -> new InMemorySegmenter(segmentation.rules(), segmentation.metrics(), segmentation.eraScheme())
                        .segment(keptReleases, segmentation.trends()));
        List<Row> observations =
                segmented.observations().stream().map(ObservationsTable::row).toList();
        return new ReleaseSelection.Selected(
                segmented.trends(),
                segmented.populations(),
                new ReleaseSelection.Rows(
                        new RowsWithoutRunId.InMemory(observations), ValueDensity.of(segmented.observations())));
    }
}
