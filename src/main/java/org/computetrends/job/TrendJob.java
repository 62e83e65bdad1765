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
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.curate.ReleaseCurator;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.Run;
import org.computetrends.domain.SlopeComparison;
import org.computetrends.domain.Trend;
import org.computetrends.domain.UserException;
import org.computetrends.evaluate.HeldVintage;
import org.computetrends.evaluate.HeldVintages;
import org.computetrends.evaluate.ReportingEstimator;
import org.computetrends.fit.TrendFitter;
import org.computetrends.ingest.InputFiles;
import org.computetrends.ingest.InputFingerprint;
import org.computetrends.ingest.ReleaseReader;
import org.computetrends.project.TrendProjector;
import org.computetrends.publish.ParquetPublisher;
import org.computetrends.publish.TableRows;
import org.computetrends.segment.PopulationSegmenter;
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
        ParquetPublisher publisher = new ParquetPublisher(
                session, config.output(), config.publishing().rowsPerFile());
        publisher.prepare(config.input());
        new MetricExpressions(config.metrics()).requireValid(session);

        OtherVintages vintages = new OtherVintages(session, config);
        Ingested input = stages.run("ingest", () -> ingest(vintages));
        StageClock.Ongoing<List<HeldVintage>> others =
                stages.start("ingest other vintages", () -> vintages.read(input.read()));
        ReleaseCurator.Result curated = stages.run(
                "curate",
                () -> new ReleaseCurator(config.curation(), input.workingSet())
                        .curate(input.releases(), input.read().vintage()));
        requireBalance(input.fingerprint().rows(), curated);
        if (curated.rowsKept() == 0) {
            throw UserException.input("all " + curated.rowsRejected() + " rows of vintage "
                    + input.read().vintage() + " were rejected: " + curated.rejectsByReason());
        }
        ReportingEstimator.Survey survey = stages.run(
                "survey",
                () -> config.reporting().survey(curated.releases(), input.read().vintage()));
        StageClock.Ongoing<Evaluations> evaluations = stages.start(
                "evaluate",
                () -> Evaluations.of(
                        config,
                        curated.releases(),
                        vintages.with(others.result(), input.read().vintage(), curated.releases()),
                        survey));
        PopulationSegmenter.Result segmented = stages.run(
                "segment",
                () -> new PopulationSegmenter(segmentation(survey, input.read().vintage()), input.workingSet())
                        .segment(curated.releases(), input.read().vintage()));
        TrendFitter.Result fitted = stages.run(
                "fit", () -> new TrendFitter(config.fitting()).fit(segmented.observations(), segmented.trends()));
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

        Run run = describe(started, input, evaluated.vintages(), history, curated, stages);
        List<TableRows> tables = new RunTables(config, run, input.workingSet())
                .of(new RunTables.Stages(
                        curated,
                        input.read().importRejects(),
                        segmented,
                        fitted,
                        lastKnown(input.read().vintage()),
                        projected,
                        evaluated.varied(),
                        evaluated.backtested(),
                        survey.underReportedFrom(),
                        evaluated.reported(),
                        history,
                        rejectsByReason(input, curated)));
        Map<String, Long> counts = new LinkedHashMap<>();
        tables.forEach(table -> counts.put(table.table().name(), table.count()));
        stages.run("publish", () -> {
            publisher.publish(
                    started,
                    run.id(),
                    input.read().vintage(),
                    tables,
                    manifest(run, input, curated, evaluated, history, counts).toJson());
            return counts;
        });
        return new Result(
                run,
                input.read().vintage(),
                fitted.trends(),
                fitted.comparisons(),
                projected,
                evaluated.backtested().crossings(),
                rejectsByReason(input, curated),
                counts,
                input.read().warnings());
    }

    /** What was read of the vintage analysed, and how it is worked on. */
    private record Ingested(
            ReleaseReader.Result read,
            Dataset<Row> releases,
            WorkingSet workingSet,
            InputFingerprint fingerprint,
            List<InputFiles.InputFile> files,
            long unreadableCells) {}

    private Ingested ingest(OtherVintages vintages) {
        ReleaseReader.Result read = new ReleaseReader(config.input(), config.vintage(), config.mapping()).read(session);
        List<InputFiles.InputFile> files =
                InputFiles.describe(session, read.files(), config.publishing().hashInputsUpToBytes());
        WorkingSet workingSet = vintages.workingSet(
                files.stream().mapToLong(InputFiles.InputFile::bytes).sum());
        Dataset<Row> releases = workingSet.read(read.releases());
        InputFingerprint fingerprint = InputFingerprint.of(releases);
        if (fingerprint.rows() == 0) {
            throw UserException.input("input " + config.input() + " holds no rows for vintage " + read.vintage());
        }
        Dataset<Row> imported = read.importRejects();
        return new Ingested(read, releases, workingSet, fingerprint, files, imported == null ? 0 : imported.count());
    }

    /** The vintage, or the last day of the analysis where that ends before it. */
    private LocalDate lastKnown(LocalDate vintage) {
        LocalDate to = config.segmentation().rules().to();
        return to != null && to.isBefore(vintage) ? to.minusDays(1) : vintage;
    }

    /** The segmentation, its trends ended where too few releases have a value if the configuration asks for that. */
    private PopulationSegmenter.Settings segmentation(ReportingEstimator.Survey survey, LocalDate vintage) {
        Double bound = config.endWhereCoverageBelow();
        return bound == null
                ? config.segmentation()
                : config.segmentation().endedAt(config.reporting().beginsBelow(survey, vintage, bound));
    }

    private static void requireBalance(long read, ReleaseCurator.Result curated) {
        if (read != curated.rowsKept() + curated.rowsRejected()) {
            throw new IllegalStateException(read + " rows were read, but " + curated.rowsKept() + " kept and "
                    + curated.rowsRejected() + " rejected");
        }
    }

    private Run describe(
            Instant started,
            Ingested input,
            HeldVintages held,
            VintageHistory.Result history,
            ReleaseCurator.Result curated,
            StageClock stages) {
        String digest = config.digest();
        String version = ProgramVersion.current();
        return new Run(
                runId(
                        input.read().vintage().toString(),
                        input.fingerprint().digest(),
                        held.digestOfOthers(),
                        history.digest(),
                        digest,
                        version),
                started,
                clock.instant(),
                input.fingerprint().digest(),
                digest,
                version,
                config.seed(),
                input.fingerprint().rows(),
                curated.rowsKept(),
                curated.rowsRejected(),
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
    private static Map<RejectReason, Long> rejectsByReason(Ingested input, ReleaseCurator.Result curated) {
        Map<RejectReason, Long> counts = new TreeMap<>(curated.rejectsByReason());
        if (input.unreadableCells() > 0) {
            counts.merge(RejectReason.UNREADABLE, input.unreadableCells(), Long::sum);
        }
        return counts;
    }

    private Manifest manifest(
            Run run,
            Ingested input,
            ReleaseCurator.Result curated,
            Evaluations evaluated,
            VintageHistory.Result history,
            Map<String, Long> counts) {
        Map<String, String> configuration = new TreeMap<>();
        config.settings().forEach((key, setting) -> configuration.put(key, setting.value()));
        Map<String, Long> rejects = new TreeMap<>();
        rejectsByReason(input, curated).forEach((reason, count) -> rejects.put(reason.name(), count));
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
