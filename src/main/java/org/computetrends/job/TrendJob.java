package org.computetrends.job;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.ForecastLogScore;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.Run;
import org.computetrends.domain.SlopeComparison;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.UserException;
import org.computetrends.domain.Vintage;
import org.computetrends.evaluate.KnowledgeEstimator;
import org.computetrends.fit.TrendFitter;
import org.computetrends.forecast.TrendProjector;
import org.computetrends.held.HeldVintage;
import org.computetrends.held.HeldVintages;
import org.computetrends.publish.Publication;
import org.computetrends.publish.RunPublisher;
import org.computetrends.publish.Sinks;
import org.computetrends.publish.TableRows;
import org.computetrends.select.MetricSources;
import org.computetrends.sql.ReleaseRows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main job: reads a vintage of releases, fits how fast each metric grows, carries the trends forward, and
 * publishes the tables. The only code that knows the order of the stages.
 */
public final class TrendJob {
    /** The stage that makes the tables visible: when it has ended they are this run's. */
    public static final String LAST_STAGE = "publish";

    private static final Logger LOG = LoggerFactory.getLogger(TrendJob.class);

    private final SparkSession session;
    private final TrendConfig config;
    private final Clock clock;
    private final StageListener progress;

    /**
     * @param session the session to run on
     * @param config the settings
     * @param clock tells when the run starts and how long stages take; no tables but {@code runs} and {@code forecast_log} know of it
     * @param progress told of each stage as it begins and ends
     */
    public TrendJob(SparkSession session, TrendConfig config, Clock clock, StageListener progress) {
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
     * @param folder where readers find the Parquet tables, the manifest and the page; the output, if none were asked for
     * @param warnings what the person should know about the input
     * @param gate how far trends moved since the last publication, if that was asked
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
            String folder,
            List<String> warnings,
            Optional<GateOutcome> gate) {

        /** Where readers find what was published. */
        private Result in(String readersFolder) {
            return new Result(
                    run,
                    vintage,
                    trends,
                    comparisons,
                    projections,
                    forecastCrossings,
                    rejects,
                    tables,
                    readersFolder,
                    warnings,
                    gate);
        }
    }

    /**
     * Runs.
     *
     * @throws UserException when the input cannot be used or publishing fails
     * @throws TrendsChanged when trends moved by more than is allowed; nothing is published then
     */
    public Result run() {
        try (StageClock stages = new StageClock(
                clock,
                progress,
                session::interruptAll,
                name -> session.sparkContext().setJobDescription(name))) {
            return runStages(stages);
        } finally {
            session.catalog().clearCache();
        }
    }

    private Result runStages(StageClock stages) {
        Instant started = now();
        RunPublisher publisher = new RunPublisher(Sinks.of(
                session,
                config.publishing().sinks(),
                config.output(),
                config.input(),
                config.publishing().rowsPerFile(),
                config.publishing().catalogs(),
                System.getenv()));
        publisher.prepare();
        MetricSources metrics = MetricSources.of(session, config.metrics());

        Ingested input = stages.run("ingest", () -> Ingested.read(session, config));
        publisher.requireScope(input.read().date(), input.read().vintage().scopeName());
        StageClock.Ongoing<List<HeldVintage>> others =
                stages.start("ingest other vintages", () -> new OtherVintages(config).curated(input.others(), metrics));
        CheckedReleases checked = check(input, metrics, stages);
        requireBalance(input, checked);
        StageClock.Ongoing<HeldVintages> vintages = stages.start(
                "collect vintages",
                () -> new OtherVintages(config)
                        .with(others.result(), input.read().vintage(), checked));
        StageClock.Ongoing<KnowledgeEstimator.Result> known =
                stages.start("knowledge", () -> config.knowledge().estimate(vintages.result()));
        StageClock.Ongoing<Evaluations> evaluations = stages.start(
                "evaluate", () -> Evaluations.of(config, vintages.result(), checked.survey(), known.result()));
        StageClock.Ongoing<List<ForecastLogScore>> logScores =
                stages.start("score forecast log", () -> new ForecastLog(config, publisher).scored(vintages.result()));
        VintageHistory pasts = new VintageHistory(session, config);
        Selection selection = select(checked, pasts, vintages, stages);
        TrendFitter.Result fitted = selection.fitted();
        StageClock.Ongoing<VintageHistory.Result> histories = stages.start(
                "claims", () -> pasts.score(selection.compared().result(), vintages.result(), fitted, known.result()));
        TrendProjector.Result projected = stages.run(
                "project",
                () -> config.projector(config.projection())
                        .project(
                                fitted.trends(),
                                fitted.members(),
                                config.knowledgeAt(input.read().date(), known.result()),
                                Evaluations.resources(config, vintages.result())));
        Evaluations evaluated = evaluations.result();
        VintageHistory.Result history = histories.result();
        List<ForecastLogScore> scoredLog = logScores.result();

        RunRecord record = new RunRecord(config, input, checked);
        Run run = record.run(started, now(), evaluated.vintages(), history, stages.seconds());
        List<TableRows> tables = new RunTables(config, run)
                .of(new RunTables.Stages(
                        checked,
                        selection.rows(),
                        input.toldRejects(),
                        fitted,
                        input.read().date(),
                        lastKnown(input.read().date()),
                        projected,
                        evaluated.varied(),
                        evaluated.backtested(),
                        checked.survey().underReportedFrom(),
                        evaluated.reported(),
                        evaluated.known(),
                        history,
                        scoredLog));
        Map<String, Long> counts = new LinkedHashMap<>();
        tables.forEach(table -> counts.put(table.table().name(), table.count()));
        Optional<GateOutcome> gate = config.publishing().failIfChanged() == null
                ? Optional.empty()
                : stages.run(
                        "compare with last publication",
                        () -> new PublicationGate(config)
                                .compare(
                                        publisher.standing(),
                                        input.read().vintage().scopeName(),
                                        fitted.trends(),
                                        () -> checked.vintage().get().filter(HeldVintage::isComplete)));
        Result found = new Result(
                run,
                input.read().date(),
                fitted.trends(),
                fitted.comparisons(),
                projected,
                evaluated.backtested().crossings(),
                record.rejectsByReason(),
                counts,
                config.output(),
                record.warnings(),
                gate);
        if (gate.isPresent() && !gate.get().isPassed()) {
            throw new TrendsChanged(found, gate.get());
        }
        return found.in(stages.run(LAST_STAGE, () -> {
            Publication publication = new Publication(
                    started,
                    run.id(),
                    input.read().date(),
                    tables,
                    record.manifest(session, run, evaluated, history, counts).toJson(),
                    new ReportMaker(session.sparkContext().hadoopConfiguration()));
            publisher.publish(publication);
            return publisher.readersFolder(publication).orElse(config.output());
        }));
    }

    /**
     * What is left of releases selected: their populations, which take most memory, are not kept beyond the fit.
     *
     * @param fitted their trends
     * @param rows what is published of them
     * @param compared these trends on other vintages
     */
    private record Selection(
            TrendFitter.Result fitted,
            CheckedReleases.SelectedRows rows,
            StageClock.Ongoing<VintageHistory.Compared> compared) {}

    private Selection select(
            CheckedReleases checked,
            VintageHistory pasts,
            StageClock.Ongoing<HeldVintages> vintages,
            StageClock stages) {
        CheckedReleases.Selected selected = checked.selection().get();
        List<TrendSpecification> trends = selected.trends();
        StageClock.Ongoing<VintageHistory.Compared> compared =
                stages.start("vintages", () -> pasts.compare(vintages.result(), trends));
        return new Selection(stages.run("fit", () -> fit(selected)), selected.rows(), compared);
    }

    private TrendFitter.Result fit(CheckedReleases.Selected selected) {
        TrendFitter.Settings settings = config.fitting();
        TrendFitter.Result fitted = new TrendFitter(settings).fit(session, selected.populations(), selected.trends());
        long large = fitted.trends().stream()
                .filter(trend -> trend.n() > settings.observationsLimit())
                .count();
        if (large > 0) {
            LOG.info(
                    "{} of {} trends have more observations than are held one by one ({}): they have no pairs bootstrap and no"
                            + " leave-one-out score, and their other intervals come from cells and clusters",
                    large,
                    fitted.trends().size(),
                    settings.observationsLimit());
        }
        return fitted;
    }

    private CheckedReleases check(Ingested input, MetricSources metrics, StageClock stages) {
        ReleaseRows releases = input.read().rows();
        Vintage vintage = input.read().vintage();
        return switch (input.way()) {
            case HELD -> new HeldSelection(config, metrics, stages).check(releases, vintage);
            case SCANNED -> new ScanSelection(config, stages).check(releases.dataset(), vintage);
        };
    }

    private LocalDate lastKnown(LocalDate vintage) {
        return config.segmentation().rules().lastKnown(vintage);
    }

    private void requireBalance(Ingested input, CheckedReleases checked) {
        if (checked.rowsRead() == 0) {
            throw UserException.input("input " + config.input() + " holds no rows for vintage "
                    + input.read().date());
        }
        if (checked.rowsRead() != checked.rowsKept() + checked.rowsRejected()) {
            throw new IllegalStateException(checked.rowsRead() + " rows were read, but " + checked.rowsKept()
                    + " kept and " + checked.rowsRejected() + " rejected");
        }
        if (checked.rowsKept() == 0) {
            throw UserException.input("all " + checked.rowsRejected() + " rows of vintage "
                    + input.read().date() + " were rejected: " + checked.rejectsByReason());
        }
    }

    /** To the microsecond, which is what every sink holds: some round what is finer, and others cut it off. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
