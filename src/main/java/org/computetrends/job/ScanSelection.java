package org.computetrends.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.config.SizeLimits;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Segmentation;
import org.computetrends.domain.Vintage;
import org.computetrends.evaluate.ReportingEstimator;
import org.computetrends.ingest.ReleaseReader;
import org.computetrends.population.FrontierSelections;
import org.computetrends.population.LoadedVintage;
import org.computetrends.select.ReleaseScanner;
import org.computetrends.select.ScannedDates;
import org.computetrends.select.ScannedPopulations;
import org.computetrends.sql.RowMarks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks and selects releases in scans by Spark's tasks, for inputs of any size. One pass finds duplicates. The scan of
 * dates then checks rows and reads dates, and the scan of populations selects.
 *
 * @param releases the rows as read
 * @param marks which rows are duplicates
 * @param isCollectable whether all kept releases fit into the driver's memory
 * @param frontierReleases the releases on frontiers and records, if not all kept releases fit; empty if all fit, or if
 *     even those on frontiers and records are too many
 */
record ScanSelection(
        TrendConfig config,
        StageClock stages,
        CheckedReleases checked,
        Dataset<Row> releases,
        Vintage vintage,
        RowMarks marks,
        ScannedDates dates,
        boolean isCollectable,
        Optional<LoadedVintage> frontierReleases)
        implements ReleaseSelection {
    private static final Logger LOG = LoggerFactory.getLogger(ScanSelection.class);

    static ScanSelection check(
            TrendConfig config, ReleaseReader.Result input, VintageHistory history, StageClock stages) {
        Dataset<Row> releases = input.releases();
        Vintage vintage = input.vintage();
        FrontierFallback fallback = new FrontierFallback(config);
        // Has the name of InMemorySelection's stage, and so its column in the table runs, but only marks duplicates.
        RowMarks marks = stages.run(
                "curate",
                () -> config.scanner(config.segmentation(), RowMarks.NONE).markDuplicates(releases, vintage));
        ReleaseScanner scanner = config.scanner(config.segmentation(), marks);
        FrontierSelections neededSelections = fallback.neededSelections(history);
        long limit = config.sizes().releases();
        ScannedDates dates =
                stages.run("scan dates", () -> scanner.scanDates(releases, vintage, neededSelections, limit));
        boolean isCollectable = dates.rowsKept() <= limit;
        // Fails before the long stages, rather than when the releases are collected.
        if (isCollectable && TableNeeds.of(config).analysedVintage()) {
            config.sizes().requireRoom(dates.rowsKept(), Runtime.getRuntime().maxMemory());
        }
        Optional<LoadedVintage> frontierReleases = isCollectable ? Optional.empty() : dates.frontier();
        ReportingEstimator.Survey survey =
                config.reporting().survey(dates.years(config.metrics(), vintage.date()), vintage.date());
        List<String> warnings = new ArrayList<>();
        if (!isCollectable) {
            warnings.addAll(fallback.warnings(dates.rowsKept(), frontierReleases));
        }
        if (dates.areOrganizationsGrouped()) {
            warnings.add(groupedOrganizations(config.sizes()));
        }
        warnings.forEach(LOG::warn);
        CheckedReleases checked = new CheckedReleases(
                dates.fingerprint().digest(),
                dates.rowsKept() + dates.rowsRejected(),
                dates.rowsKept(),
                dates.rowsRejected(),
                dates.rejectsByReason(),
                rejects(scanner, releases, vintage, dates),
                survey,
                new RowsWithoutRunId.Distributed(
                        () -> new ReleasesTableRows(config).of(scanner.keptReleases(releases, vintage)),
                        dates.rowsKept()),
                warnings);
        return new ScanSelection(
                config, stages, checked, releases, vintage, marks, dates, isCollectable, frontierReleases);
    }

    private static String groupedOrganizations(SizeLimits sizes) {
        return String.format(
                Locale.ROOT,
                "there are more than %2$d organizations, the most that scale.driver-megabytes = %1$d allows: several share a"
                        + " group, and intervals by organization are by group",
                sizes.driverMegabytes(),
                sizes.organizations());
    }

    /** The rejects that the scan of dates kept, if these are all. If there are more, another scan lists all rejects. */
    private static RowsWithoutRunId rejects(
            ReleaseScanner scanner, Dataset<Row> releases, Vintage vintage, ScannedDates dates) {
        long count = dates.rejectsByReason().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return new RowsWithoutRunId.Distributed(
                () -> count <= TrendConfig.REJECTS_OF_DATE_SCAN
                        ? dates.rejects(releases.sparkSession())
                        : scanner.allRejects(releases, vintage),
                count);
    }

    @Override
    public Optional<LoadedVintage> collect() {
        return isCollectable
                ? LoadedVintage.of(
                        config.scanner(config.segmentation(), marks).keptReleases(releases, vintage),
                        vintage,
                        config.metrics(),
                        config.sizes().releases())
                : frontierReleases;
    }

    @Override
    public ReleaseSelection.Selected select() {
        Segmentation segmentation =
                config.endedWhereUnderReported(config.segmentation(), checked.survey(), vintage.date());
        ReleaseScanner scanner = config.scanner(segmentation, marks);
        ScannedPopulations populations =
                stages.run("scan populations", () -> scanner.scanPopulations(releases, vintage, dates));
        return new ReleaseSelection.Selected(
                populations.trends(),
                populations,
                new ReleaseSelection.Rows(
                        new RowsWithoutRunId.Distributed(
                                scanner.labelledObservations(releases, dates, populations, segmentation.eraScheme()),
                                dates.observations()),
                        populations.densities()));
    }
}
