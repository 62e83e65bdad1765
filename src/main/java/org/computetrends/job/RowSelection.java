package org.computetrends.job;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.config.TrendConfig;
import org.computetrends.curate.ReleaseCurator;
import org.computetrends.domain.Vintage;
import org.computetrends.evaluate.ReportingEstimator;
import org.computetrends.fit.TrendFitter;
import org.computetrends.held.HeldVintage;
import org.computetrends.ingest.InputFingerprint;
import org.computetrends.segment.ObservationDensities;
import org.computetrends.segment.PopulationSegmenter;

/**
 * Checks and selects releases row by row with Spark: all that can be said of every one of them, duplicates told.
 *
 * @param config the settings
 * @param stages runs the stages
 */
record RowSelection(TrendConfig config, StageClock stages) {

    CheckedReleases check(Dataset<Row> releases, Vintage vintage) {
        InputFingerprint fingerprint = stages.run("fingerprint", () -> InputFingerprint.of(releases));
        ReleaseCurator.Result curated =
                stages.run("curate", () -> new ReleaseCurator(config.curation()).curate(releases));
        ReportingEstimator.Survey survey =
                stages.run("survey", () -> config.reporting().survey(curated.releases(), vintage.date()));
        return new CheckedReleases(
                fingerprint.digest(),
                fingerprint.rows(),
                curated.rowsKept(),
                curated.rowsRejected(),
                curated.rejectsByReason(),
                new FoundRows.Distributed(curated.rejects(), CheckedReleases.sum(curated.rejectsByReason())),
                survey,
                Optional.of(new FoundRows.Distributed(
                        ReleasesView.of(config).rows(curated.releases()), curated.rowsKept())),
                () -> HeldVintage.of(
                        curated.releases(),
                        vintage,
                        config.metrics(),
                        config.fitting().observationsLimit()),
                () -> select(curated.releases(), vintage.date(), survey),
                List.of());
    }

    private CheckedReleases.Selected select(
            Dataset<Row> releases, LocalDate vintage, ReportingEstimator.Survey survey) {
        PopulationSegmenter.Result segmented = stages.run(
                "segment",
                () -> new PopulationSegmenter(config.segmentationEndedBy(survey, vintage)).segment(releases, vintage));
        return new CheckedReleases.Selected(
                segmented.trends(),
                new TrendFitter(config.fitting()).populations(segmented.observations(), segmented.trends()),
                Optional.of(new FoundRows.Distributed(
                        segmented.observations(), segmented.observations().count())),
                () -> ObservationDensities.of(segmented.observations()));
    }
}
