package org.computetrends.job;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.config.TrendConfig;
import org.computetrends.curate.ReleaseCurator;
import org.computetrends.evaluate.ReportingEstimator;
import org.computetrends.fit.TrendFitter;
import org.computetrends.ingest.InputFingerprint;
import org.computetrends.segment.PopulationSegmenter;
import org.computetrends.sql.WorkingSet;

/**
 * Checks and selects releases row by row: all that can be said of every one of them, duplicates told.
 *
 * @param config the settings
 * @param stages runs the stages
 * @param workingSet how rows are held
 */
record RowSelection(TrendConfig config, StageClock stages, WorkingSet workingSet) {

    CheckedReleases check(Dataset<Row> releases, LocalDate vintage, InputFingerprint fingerprint) {
        ReleaseCurator.Result curated =
                stages.run("curate", () -> new ReleaseCurator(config.curation(), workingSet).curate(releases, vintage));
        ReportingEstimator.Survey survey =
                stages.run("survey", () -> config.reporting().survey(curated.releases(), vintage));
        return new CheckedReleases(
                fingerprint.digest(),
                curated.rowsKept(),
                curated.rowsRejected(),
                curated.rejectsByReason(),
                curated.rejects(),
                CheckedReleases.sum(curated.rejectsByReason()),
                survey,
                Optional.of(curated.releases()),
                () -> select(curated.releases(), vintage, survey),
                List.of());
    }

    private CheckedReleases.Selected select(
            Dataset<Row> releases, LocalDate vintage, ReportingEstimator.Survey survey) {
        PopulationSegmenter.Result segmented = stages.run(
                "segment",
                () -> new PopulationSegmenter(config.segmentationEndedBy(survey, vintage), workingSet)
                        .segment(releases, vintage));
        return new CheckedReleases.Selected(
                segmented.trends(),
                new TrendFitter(config.fitting()).populations(segmented.observations(), segmented.trends()),
                Optional.of(segmented.observations()));
    }
}
