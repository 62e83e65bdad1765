package org.computetrends.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.config.TrendConfig;
import org.computetrends.curate.ReleaseJudge;
import org.computetrends.domain.Vintage;
import org.computetrends.evaluate.ReportingEstimator;
import org.computetrends.held.FrontierRules;
import org.computetrends.scan.ScannedDates;
import org.computetrends.scan.ScannedPopulations;
import org.computetrends.table.JudgedRelease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks and selects releases in two scans, for inputs too large to be looked at row by row.
 *
 * @param config the settings
 * @param stages runs the stages
 */
record ScanSelection(TrendConfig config, StageClock stages) {
    private static final Logger LOG = LoggerFactory.getLogger(ScanSelection.class);

    CheckedReleases check(Dataset<Row> releases, Vintage vintage, long rows) {
        ReleaseJudge judge = new ReleaseJudge(config.curation());
        Dataset<Row> judged = judge.inOrder(releases);
        FrontierRules frontier = new FrontierNeeds(config).rules(releases.sparkSession());
        ScannedDates dates = stages.run(
                "scan dates",
                () -> config.scanner(config.segmentation())
                        .dates(judged, vintage, frontier, config.fitting().observationsLimit()));
        ReportingEstimator.Survey survey =
                config.reporting().survey(dates.years(config.metrics(), vintage.date()), vintage.date());
        long rejects = CheckedReleases.sum(dates.rejectsByReason());
        int listed = (int) Math.min(rejects, config.scale().rejects());
        Dataset<Row> rejected = releases.sparkSession().createDataFrame(dates.rejected(), JudgedRelease.ofRejected());
        List<String> warnings = warnings(rows, rejects, dates);
        warnings.forEach(LOG::warn);
        return new CheckedReleases(
                dates.digest(),
                rows,
                dates.rowsKept(),
                dates.rowsRejected(),
                dates.rejectsByReason(),
                new FoundRows.Distributed(judge.rejects(rejected, listed), listed),
                survey,
                Optional.empty(),
                dates::frontier,
                () -> select(judged, vintage, dates, survey),
                warnings);
    }

    private CheckedReleases.Selected select(
            Dataset<Row> judged, Vintage vintage, ScannedDates dates, ReportingEstimator.Survey survey) {
        ScannedPopulations populations = stages.run(
                "scan populations",
                () -> config.scanner(config.segmentationEndedBy(survey, vintage.date()))
                        .populations(judged, vintage, dates));
        return new CheckedReleases.Selected(
                populations.trends(), populations, Optional.empty(), populations::densities);
    }

    private List<String> warnings(long rows, long rejects, ScannedDates dates) {
        List<String> warnings = new ArrayList<>();
        warnings.add(String.format(
                Locale.ROOT,
                "the input has %d rows, more than scale.rows-above = %d: it is scanned, and not held row by row;"
                        + " duplicates are not sought, and ids are names without numbers",
                rows,
                config.scale().rowsAbove()));
        List<String> leftOut = RunTables.ROW_LEVEL.stream()
                .filter(config.publishing().tables()::contains)
                .sorted()
                .toList();
        if (!leftOut.isEmpty()) {
            warnings.add("not published, since they would have a row for every release: " + String.join(", ", leftOut));
        }
        warnings.addAll(new FrontierNeeds(config).warnings());
        if (rejects > config.scale().rejects()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the table rejects lists the first %d of %d rejects, as scale.rejects says; all are counted",
                    config.scale().rejects(),
                    rejects));
        }
        if (dates.areOrganizationsGrouped()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "there are more organizations than scale.organizations = %d: they are put into as many groups,"
                            + " and intervals by organization are by group",
                    config.scale().organizations()));
        }
        return warnings;
    }
}
