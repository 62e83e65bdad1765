package org.computetrends.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.Run;
import org.computetrends.domain.SlopeComparison;
import org.computetrends.domain.Trend;
import org.computetrends.domain.UserException;
import org.computetrends.evaluate.HeldVintage;
import org.computetrends.evaluate.HeldVintages;
import org.computetrends.fit.TrendFitter;
import org.computetrends.ingest.InputFiles;
import org.computetrends.ingest.InputFingerprint;
import org.computetrends.ingest.ReleaseReader;
import org.computetrends.project.TrendProjector;
import org.computetrends.publish.Publication;
import org.computetrends.publish.RunPublisher;
import org.computetrends.publish.Sinks;
import org.computetrends.publish.TableRows;
import org.computetrends.sql.WorkingSet;

/**
 * The main job: reads a vintage of releases, fits how fast each metric grows, carries the trends forward, and
 * publishes the tables. The only code that knows the order of the stages.
 */
public final class TrendJob {
    private final SparkSession session;
    private final TrendConfig config;
    private final Clock clock;
    private final Consumer<String> progress;

    /**
     * @param session the session to run on
     * @param config the settings
     * @param clock tells when the run starts and how long stages take; no table but {@code runs} knows of it
     * @param progress told each stage's name as it begins
     */
    public TrendJob(SparkSession session, TrendConfig config, Clock clock, Consumer<String> progress) {
        this.session = session;
        this.config = config;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * What a run found.
     *
     * @param run the run
     * @param vintage the vintage analysed
     * @param trends every trend
     * @param comparisons trends compared
     * @param projections the trends carried forward
     * @param forecastCrossings when backtested methods have thresholds reached
     * @param rejects rejected rows and values by reason
     * @param tables rows published by table, in the order they were written
     * @param warnings what the person should know about the input
     */
    public record Result(
            Run run,
            LocalDate vintage,
            List<Trend> trends,
            List<SlopeComparison> comparisons,
            TrendProjector.Result projections,
            List<ForecastCrossing> forecastCrossings,
            Map<RejectReason, Long> rejects,
            Map<String, Long> tables,
            List<String> warnings) {}

    /**
     * Runs.
     *
     * @throws UserException when the input cannot be used or publishing fails
     */
    public Result run() {
        try (StageClock stages = new StageClock(clock, progress, session::interruptAll)) {
            return runStages(stages);
        } finally {
            session.catalog().clearCache();
        }
    }

    private Result runStages(StageClock stages) {
        Instant started = clock.instant();
        RunPublisher publisher = new RunPublisher(Sinks.of(
                session,
                config.publishing().sinks(),
                config.output(),
                config.input(),
                config.publishing().rowsPerFile(),
                System.getenv()));
        publisher.prepare();
        new MetricExpressions(config.metrics()).requireValid(session);

        OtherVintages vintages = new OtherVintages(session, config);
        Ingested input = stages.run("ingest", () -> ingest(vintages));
        StageClock.Ongoing<List<HeldVintage>> others = stages.start(
                "ingest other vintages", () -> input.isScanned() ? List.of() : vintages.read(input.read()));
        CheckedReleases checked = check(input, stages);
        requireBalance(input, checked);
        StageClock.Ongoing<Evaluations> evaluations = stages.start(
                "evaluate",
                () -> Evaluations.of(
                        config,
                        checked.releases(),
                        vintages.with(others.result(), input.read().vintage(), checked.releases()),
                        checked.survey()));
        CheckedReleases.Selected selected = checked.selection().get();
        TrendFitter.Result fitted = stages.run(
                "fit", () -> new TrendFitter(config.fitting()).fit(session, selected.populations(), selected.trends()));
        StageClock.Ongoing<VintageHistory.Result> histories = stages.start(
                "vintages",
                () -> new VintageHistory(session, config)
                        .compare(evaluations.result().vintages(), fitted.trends()));
        TrendProjector.Result projected = stages.run(
                "project",
                () -> new TrendProjector(config.projection())
                        .project(fitted.trends(), lastKnown(input.read().vintage())));
        Evaluations evaluated = evaluations.result();
        VintageHistory.Result history = histories.result();

        Run run = describe(started, input, evaluated.vintages(), history, checked, stages);
        List<TableRows> tables = new RunTables(config, run, input.workingSet())
                .of(new RunTables.Stages(
                        checked,
                        selected.observations(),
                        input.read().importRejects(),
                        fitted,
                        lastKnown(input.read().vintage()),
                        projected,
                        evaluated.varied(),
                        evaluated.backtested(),
                        checked.survey().underReportedFrom(),
                        evaluated.reported(),
                        history,
                        input.unreadableCells()));
        Map<String, Long> counts = new LinkedHashMap<>();
        tables.forEach(table -> counts.put(table.table().name(), table.count()));
        stages.run("publish", () -> {
            publisher.publish(new Publication(
                    started,
                    run.id(),
                    input.read().vintage(),
                    tables,
                    manifest(run, input, checked, evaluated, history, counts).toJson()));
            return counts;
        });
        return new Result(
                run,
                input.read().vintage(),
                fitted.trends(),
                fitted.comparisons(),
                projected,
                evaluated.backtested().crossings(),
                rejectsByReason(input, checked),
                counts,
                Stream.concat(input.read().warnings().stream(), checked.warnings().stream())
                        .toList());
    }

    private CheckedReleases check(Ingested input, StageClock stages) {
        LocalDate vintage = input.read().vintage();
        return input.fingerprint()
                .map(fingerprint -> new RowSelection(config, stages, input.workingSet())
                        .check(input.releases(), vintage, fingerprint))
                .orElseGet(() -> new ScanSelection(config, stages).check(input.releases(), vintage, input.rows()));
    }

    /** What was read of the vintage analysed, and how it is worked on; no fingerprint where it is only scanned. */
    private record Ingested(
            ReleaseReader.Result read,
            Dataset<Row> releases,
            WorkingSet workingSet,
            long rows,
            Optional<InputFingerprint> fingerprint,
            List<InputFiles.InputFile> files,
            long unreadableCells) {
        boolean isScanned() {
            return fingerprint.isEmpty();
        }
    }

    private Ingested ingest(OtherVintages vintages) {
        ReleaseReader.Result read = new ReleaseReader(config.input(), config.vintage(), config.mapping()).read(session);
        List<InputFiles.InputFile> files =
                InputFiles.describe(session, read.files(), config.publishing().hashInputsUpToBytes());
        long bytes = files.stream().mapToLong(InputFiles.InputFile::bytes).sum();
        WorkingSet workingSet = vintages.workingSet(bytes);
        Dataset<Row> releases = workingSet.read(read.releases());
        // No release takes less than a byte: the rows of small files need no counting.
        long counted = bytes > config.scale().rowsAbove() ? releases.count() : 0;
        Optional<InputFingerprint> fingerprint =
                counted > config.scale().rowsAbove() ? Optional.empty() : Optional.of(InputFingerprint.of(releases));
        long rows = fingerprint.map(InputFingerprint::rows).orElse(counted);
        if (rows == 0) {
            throw UserException.input("input " + config.input() + " holds no rows for vintage " + read.vintage());
        }
        Dataset<Row> imported = read.importRejects();
        return new Ingested(
                read, releases, workingSet, rows, fingerprint, files, imported == null ? 0 : imported.count());
    }

    /** The vintage, or the last day of the analysis where that ends before it. */
    private LocalDate lastKnown(LocalDate vintage) {
        LocalDate to = config.segmentation().rules().to();
        return to != null && to.isBefore(vintage) ? to.minusDays(1) : vintage;
    }

    private static void requireBalance(Ingested input, CheckedReleases checked) {
        if (input.rows() != checked.rowsKept() + checked.rowsRejected()) {
            throw new IllegalStateException(input.rows() + " rows were read, but " + checked.rowsKept() + " kept and "
                    + checked.rowsRejected() + " rejected");
        }
        if (checked.rowsKept() == 0) {
            throw UserException.input("all " + checked.rowsRejected() + " rows of vintage "
                    + input.read().vintage() + " were rejected: " + checked.rejectsByReason());
        }
    }

    private Run describe(
            Instant started,
            Ingested input,
            HeldVintages held,
            VintageHistory.Result history,
            CheckedReleases checked,
            StageClock stages) {
        String digest = config.digest();
        String version = ProgramVersion.current();
        return new Run(
                runId(
                        input.read().vintage().toString(),
                        checked.inputDigest(),
                        held.digestOfOthers(),
                        history.digest(),
                        digest,
                        version),
                started,
                clock.instant(),
                checked.inputDigest(),
                digest,
                version,
                config.seed(),
                input.rows(),
                checked.rowsKept(),
                checked.rowsRejected(),
                stages.seconds());
    }

    /** Equal for equal input, configuration (the seed included) and code. */
    private static String runId(String... parts) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What curation rejected, and the cells that the import could not read. */
    private static Map<RejectReason, Long> rejectsByReason(Ingested input, CheckedReleases checked) {
        Map<RejectReason, Long> counts = new TreeMap<>(checked.rejectsByReason());
        if (input.unreadableCells() > 0) {
            counts.merge(RejectReason.UNREADABLE, input.unreadableCells(), Long::sum);
        }
        return counts;
    }

    private Manifest manifest(
            Run run,
            Ingested input,
            CheckedReleases checked,
            Evaluations evaluated,
            VintageHistory.Result history,
            Map<String, Long> counts) {
        Map<String, String> configuration = new TreeMap<>();
        config.settings().forEach((key, setting) -> configuration.put(key, setting.value()));
        Map<String, Long> rejects = new TreeMap<>();
        rejectsByReason(input, checked).forEach((reason, count) -> rejects.put(reason.name(), count));
        Map<String, Long> rows = new LinkedHashMap<>();
        rows.put("read", run.rowsRead());
        rows.put("kept", run.rowsKept());
        rows.put("rejected", run.rowsRejected());
        return new Manifest(
                run.id(),
                "compute-trends " + run.codeVersion(),
                run.started().toString(),
                run.finished().toString(),
                input.read().vintage().toString(),
                run.seed(),
                Stream.concat(
                                input.files().stream(),
                                InputFiles.describe(
                                        session,
                                        history.files(),
                                        config.publishing().hashInputsUpToBytes())
                                        .stream())
                        .map(file -> new Manifest.InputFile(
                                file.file(), file.bytes(), file.modified().toString(), file.sha256()))
                        .toList(),
                run.inputFingerprint(),
                run.configDigest(),
                configuration,
                rows,
                rejects,
                counts,
                Manifest.Forecaster.byTarget(evaluated.backtested()),
                run.stageSeconds());
    }
}
