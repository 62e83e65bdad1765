package org.computetrends.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Segmentation;
import org.computetrends.domain.Vintage;
import org.computetrends.evaluate.ReportingEstimator;
import org.computetrends.ingest.ReleaseReader;
import org.computetrends.population.FrontierRules;
import org.computetrends.population.LoadedVintage;
import org.computetrends.select.ReleaseScanner;
import org.computetrends.select.ScannedDates;
import org.computetrends.select.ScannedPopulations;
import org.computetrends.sql.RowMarks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks and selects releases in scans, for inputs of any size: names are compared first, then dates and populations are
 * scanned.
 */
record ScanSelection(TrendConfig config, StageClock stages, CheckedReleases checked, Scanned scanned)
        implements ReleaseSelection {
    private static final Logger LOG = LoggerFactory.getLogger(ScanSelection.class);

    static ScanSelection check(TrendConfig config, ReleaseReader.Result input, StageClock stages) {
        Dataset<Row> releases = input.releases();
        Vintage vintage = input.vintage();
        RowMarks marks = stages.run(
                "curate",
                () -> config.scanner(config.segmentation(), RowMarks.NONE).marks(releases, vintage));
        ReleaseScanner scanner = config.scanner(config.segmentation(), marks);
        FrontierRules frontier = new FrontierFallback(config).rules(releases.sparkSession());
        long limit = config.sizes().releases();
        ScannedDates dates = stages.run("scan dates", () -> scanner.dates(releases, vintage, frontier, limit));
        boolean isCollectable = dates.rowsKept() <= limit;
        if (isCollectable && NeededVintages.of(config).includeAnalysed()) {
            config.sizes().requireRoom(dates.rowsKept(), Runtime.getRuntime().maxMemory());
        }
        Optional<LoadedVintage> frontierReleases = isCollectable ? Optional.empty() : dates.frontier();
        Scanned scanned = new Scanned(releases, vintage, scanner, marks, dates, isCollectable, frontierReleases);
        ReportingEstimator.Survey survey =
                config.reporting().survey(dates.years(config.metrics(), vintage.date()), vintage.date());
        List<String> warnings = new ArrayList<>();
        if (!isCollectable) {
            warnings.addAll(new FrontierFallback(config).warnings(dates.rowsKept(), frontierReleases));
        }
        if (dates.areOrganizationsGrouped()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "there are more than %2$d organizations, the most that scale.driver-megabytes = %1$d allows: several share a"
                            + " group, and intervals by organization are by group",
                    config.sizes().driverMegabytes(),
                    config.sizes().organizations()));
        }
        warnings.forEach(LOG::warn);
        CheckedReleases checked = new CheckedReleases(
                dates.fingerprint().digest(),
                dates.rowsKept() + dates.rowsRejected(),
                dates.rowsKept(),
                dates.rowsRejected(),
                dates.rejectsByReason(),
                rejects(scanned),
                survey,
                new StagedRows.Distributed(
                        () -> new ReleasesView(config).rows(scanner.kept(releases, vintage)), dates.rowsKept()),
                warnings);
        return new ScanSelection(config, stages, checked, scanned);
    }

    /**
     * The first scan: its input and result.
     *
     * @param releases the rows as read
     * @param marks the result of comparing rows
     * @param isCollectable whether all releases may be on the driver
     * @param frontierReleases otherwise the releases of frontier and record, if they may
     */
    record Scanned(
            Dataset<Row> releases,
            Vintage vintage,
            ReleaseScanner scanner,
            RowMarks marks,
            ScannedDates dates,
            boolean isCollectable,
            Optional<LoadedVintage> frontierReleases) {}

    /** A few rejects are kept by the first scan; if there are more, another scan lists them. */
    private static StagedRows rejects(Scanned scanned) {
        long rejects = CheckedReleases.sum(scanned.dates().rejectsByReason());
        return new StagedRows.Distributed(
                () -> rejects <= TrendConfig.REJECTS_OF_FIRST_SCAN
                        ? scanned.dates().rejects(scanned.releases().sparkSession())
                        : scanned.scanner().rejects(scanned.releases(), scanned.vintage()),
                rejects);
    }

    @Override
    public Optional<LoadedVintage> collect() {
        return scanned.isCollectable()
                ? LoadedVintage.of(
                        scanned.scanner().kept(scanned.releases(), scanned.vintage()),
                        scanned.vintage(),
                        config.metrics(),
                        config.sizes().releases())
                : scanned.frontierReleases();
    }

    @Override
    public ReleaseSelection.Selected select() {
        Segmentation segmentation = config.withEndsOfCoverage(
                config.segmentation(), checked.survey(), scanned.vintage().date());
        ReleaseScanner scanner = config.scanner(segmentation, scanned.marks());
        ScannedPopulations populations = stages.run(
                "scan populations", () -> scanner.populations(scanned.releases(), scanned.vintage(), scanned.dates()));
        return new ReleaseSelection.Selected(
                populations.trends(),
                populations,
                new ReleaseSelection.Rows(
                        new StagedRows.Distributed(
                                scanner.observations(
                                        scanned.releases(), scanned.dates(), populations, segmentation.eraScheme()),
                                scanned.dates().observations()),
                        populations.densities()));
    }
}
