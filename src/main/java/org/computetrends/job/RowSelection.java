package org.computetrends.job;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.computetrends.config.TrendConfig;
import org.computetrends.curate.ReleaseCurator;
import org.computetrends.curate.ReleaseJudge;
import org.computetrends.domain.Segmentation;
import org.computetrends.domain.Vintage;
import org.computetrends.evaluate.ReportingEstimator;
import org.computetrends.held.FrontierRules;
import org.computetrends.held.HeldVintage;
import org.computetrends.ingest.InputFingerprint;
import org.computetrends.scan.ReleaseScanner;
import org.computetrends.scan.ScannedDates;
import org.computetrends.scan.ScannedPopulations;

/**
 * Checks releases row by row with Spark, duplicates told, and selects them in scans: all that can be said of every one.
 *
 * @param config the settings
 * @param stages runs the stages
 */
record RowSelection(TrendConfig config, StageClock stages) {

    CheckedReleases check(Dataset<Row> releases, Vintage vintage) {
        InputFingerprint fingerprint = stages.run("fingerprint", () -> InputFingerprint.of(releases));
        ReleaseCurator.Result curated =
                stages.run("curate", () -> new ReleaseCurator(config.curation()).curate(releases));
        Dataset<Row> kept = curated.releases().persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> judged = ReleaseJudge.ofCurated(kept);
        long limit = config.fitting().observationsLimit();
        boolean isInMemory = curated.rowsKept() <= limit;
        FrontierRules frontier =
                isInMemory ? FrontierRules.NONE : new FrontierNeeds(config).rules(releases.sparkSession());
        ScannedDates dates = stages.run(
                "scan dates", () -> config.scanner(config.segmentation()).dates(judged, vintage, frontier, limit));
        ReportingEstimator.Survey survey =
                config.reporting().survey(dates.years(config.metrics(), vintage.date()), vintage.date());
        return new CheckedReleases(
                fingerprint.digest(),
                fingerprint.rows(),
                curated.rowsKept(),
                curated.rowsRejected(),
                curated.rejectsByReason(),
                new FoundRows.Distributed(curated.rejects(), CheckedReleases.sum(curated.rejectsByReason())),
                survey,
                Optional.of(new FoundRows.Distributed(ReleasesView.of(config).rows(kept), curated.rowsKept())),
                () -> isInMemory ? HeldVintage.of(kept, vintage, config.metrics(), limit) : dates.frontier(),
                () -> select(judged, vintage, dates, survey),
                isInMemory ? List.of() : new FrontierNeeds(config).warnings());
    }

    private CheckedReleases.Selected select(
            Dataset<Row> judged, Vintage vintage, ScannedDates dates, ReportingEstimator.Survey survey) {
        Segmentation segmentation = config.segmentationEndedBy(survey, vintage.date());
        ReleaseScanner scanner = config.scanner(segmentation);
        ScannedPopulations populations =
                stages.run("scan populations", () -> scanner.populations(judged, vintage, dates));
        return new CheckedReleases.Selected(
                populations.trends(),
                populations,
                Optional.of(new FoundRows.Distributed(
                        scanner.observations(judged, dates, populations, segmentation.eraScheme()),
                        dates.observations(config.metrics().size()))),
                populations::densities);
    }
}
