package org.computetrends.job;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.Lag;
import org.computetrends.domain.LoggedForecastScore;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.ResourceFit;
import org.computetrends.domain.Run;
import org.computetrends.domain.SlopeComparison;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.UserException;
import org.computetrends.evaluate.KnowledgeEstimator;
import org.computetrends.evaluate.ResourceFitter;
import org.computetrends.fit.TrendFitter;
import org.computetrends.forecast.TrendProjector;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.computetrends.publish.Publication;
import org.computetrends.publish.ReportFolder;
import org.computetrends.publish.RunPublisher;
import org.computetrends.publish.TableRows;
import org.computetrends.select.MetricSources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main job: reads a vintage of releases, fits how fast each metric grows, projects and evaluates the trends, and
 * publishes tables and page. Only this class knows the order of the stages.
 *
 * @param clock gives the start of the run and the durations of stages. Of all tables, only {@code runs} and {@code
 *     forecast_log} depend on the clock
 * @param progress is notified when a stage begins or ends
 */
public record TrendJob(SparkSession session, TrendConfig config, Clock clock, StageListener progress) {
    /** The last stage, which makes this run's tables visible to readers. */
    public static final String LAST_STAGE = "publish";

    private static final Logger LOG = LoggerFactory.getLogger(TrendJob.class);

    /**
     * The results of a run.
     *
     * @param forecastCrossings when backtested methods forecast that thresholds are reached
     * @param lags by how many months groups of releases trail others, by the values of the vintage analysed
     * @param rejects the number of rejects by reason
     * @param tables the number of published rows by table, in the order of the settings
     * @param folder the folder with Parquet tables, manifest and page; the output folder if no sink publishes Parquet
     * @param warnings what the user should know about the input and the tables
     * @param gate how far trends moved since the last publication; empty if no bound is set
     */
    public record Result(
            Run run,
            LocalDate vintage,
            List<Trend> trends,
            List<SlopeComparison> comparisons,
            TrendProjector.Result projections,
            List<ForecastCrossing> forecastCrossings,
            List<Lag> lags,
            Map<RejectReason, Long> rejects,
            Map<String, Long> tables,
            String folder,
            List<String> warnings,
            Optional<GateOutcome> gate) {}

    /**
     * Runs all stages.
     *
     * @throws UserException when the input cannot be used or publishing fails
     * @throws TrendsChangedException when a trend fails (see {@link GateOutcome}); nothing is published then
     */
    public Result run() {
        try (StageClock stages = new StageClock(
                clock,
                progress,
                session::interruptAll,
                name -> session.sparkContext().setJobDescription(name))) {
            return run(stages);
        }
    }

    /**
     * Ingests, checks, selects, fits, projects and publishes, in this order. Other stages run concurrently:
     *
     * <ul>
     *   <li>While the vintage analysed is checked, the other vintages are ingested.
     *   <li>During selection and fit, once all vintages are in memory: "knowledge" (coverage and delays), for which
     *       "evaluate" waits.
     *   <li>At the same time: "score forecast log" and, once the trends are listed, "vintages" (their trends and
     *       changes).
     *   <li>During projection: the scores of claims, which need the fitted trends.
     * </ul>
     *
     * <p>All these stages end before anything is published.
     */
    private Result run(StageClock stages) {
        Instant started = ConfiguredSinks.now(clock);
        RunPublisher publisher = ConfiguredSinks.publisher(session, config);
        publisher.prepare();
        MetricSources metrics = MetricSources.of(session, config.metrics());
        Map<String, Double> benchmarkIndex = Nowcasts.readIndex(session, config);

        Ingested input = stages.run("ingest", () -> Ingested.read(session, config));
        LocalDate vintage = input.analysed().date();
        publisher.requireScope(vintage, input.analysed().vintage().scopeName());
        OtherVintages otherVintages = new OtherVintages(config);
        StageClock.Ongoing<List<LoadedVintage>> otherVintagesLoad =
                stages.start("ingest other vintages", () -> otherVintages.load(input.otherVintages(), metrics));

        VintageHistory vintageHistory = new VintageHistory(session, config);
        ReleaseSelection selection = ReleaseSelection.check(config, metrics, input, vintageHistory, stages);
        CheckedReleases checkedReleases = selection.checked();
        checkedReleases.requireReleases(config.input(), vintage);
        StageClock.Ongoing<LoadedVintages> vintages = stages.start(
                "collect vintages", () -> otherVintages.withAnalysed(otherVintagesLoad.result(), vintage, selection));
        StageClock.Ongoing<KnowledgeEstimator.Result> knowledge =
                stages.start("knowledge", () -> config.knowledge().estimate(vintages.result()));
        StageClock.Ongoing<Evaluations> evaluations = stages.start(
                "evaluate",
                () -> Evaluations.of(
                        benchmarkIndex, config, vintages.result(), checkedReleases.survey(), knowledge.result()));
        StageClock.Ongoing<List<LoggedForecastScore>> logScores =
                stages.start("score forecast log", () -> new ForecastLog(config, publisher).scores(vintages.result()));

        Fitted fitted = selectAndFit(selection, vintageHistory, vintages, stages);
        StageClock.Ongoing<VintageHistory.Result> history = stages.start(
                "claims",
                () -> vintageHistory.score(
                        fitted.comparison().result(), vintages.result(), fitted.trends(), knowledge.result()));

        TrendProjector.Result projections = stages.run(
                "project",
                () -> config.projector(config.projection())
                        .project(
                                fitted.trends().trends(),
                                fitted.trends().members(),
                                config.knowledgeAt(vintage, knowledge.result()),
                                resourceFits(vintages.result())));

        Findings findings = new Findings(
                input,
                checkedReleases,
                fitted.selectedRows(),
                fitted.trends(),
                projections,
                evaluations.result(),
                history.result(),
                logScores.result());
        return publish(findings, selection, publisher, started, stages);
    }

    /** Fits resources of training runs, such as cost, to compute and date; empty if not all releases are in memory. */
    private List<ResourceFit> resourceFits(LoadedVintages vintages) {
        ResourceFitter fitter = new ResourceFitter(
                config.projection().generationTrend().metric(),
                config.projection().resourceBasis().metrics(),
                config.sensitivity().baseline());
        return vintages.completeAnalysed().map(fitter::fit).orElse(List.of());
    }

    /**
     * The results of selection and fit that later stages use.
     *
     * @param selectedRows the rows for the tables {@code observations} and {@code densities}
     * @param comparison the trends on other vintages, a stage that may still be running
     */
    private record Fitted(
            TrendFitter.Result trends,
            ReleaseSelection.Rows selectedRows,
            StageClock.Ongoing<VintageHistory.Comparison> comparison) {}

    /** Selects populations and fits trends. The populations take most memory, and can be freed when this returns. */
    private Fitted selectAndFit(
            ReleaseSelection selection,
            VintageHistory vintageHistory,
            StageClock.Ongoing<LoadedVintages> vintages,
            StageClock stages) {
        ReleaseSelection.Selected selected = selection.select();
        List<TrendSpecification> trends = selected.trends();
        StageClock.Ongoing<VintageHistory.Comparison> comparison =
                stages.start("vintages", () -> vintageHistory.compare(vintages.result(), trends));
        return new Fitted(stages.run("fit", () -> fit(selected)), selected.rows(), comparison);
    }

    /** Publishes the tables and the page made from them, unless a trend moved too far or is no longer fitted. */
    private Result publish(
            Findings findings, ReleaseSelection selection, RunPublisher publisher, Instant started, StageClock stages) {
        RunRecord record = new RunRecord(config, findings);
        Run run = record.run(started, ConfiguredSinks.now(clock), stages.seconds());
        List<TableRows> tables = new RunTables(config, run).rowsOf(findings);
        Optional<GateOutcome> gate = Optional.ofNullable(config.publishing().failIfChanged())
                .map(bound -> stages.run(
                        "compare with last publication",
                        () -> new PublicationGate(config)
                                .compare(bound, publisher.publishedVintages(), findings, selection)));
        if (gate.isPresent() && !gate.get().isPassed()) {
            throw new TrendsChangedException(record.result(run, tables, config.output(), gate), gate.get());
        }
        String folder = stages.run(LAST_STAGE, () -> {
            String manifest = IndentedJson.of(record.manifest(session, run, tables)) + "\n";
            Publication publication = new Publication(started, run.id(), findings.vintage(), tables, manifest);
            try (RunPublisher.Staged stagedTables = publisher.stage(publication)) {
                List<ReportFolder> reports = stagedTables.reportFolders();
                reports.forEach(report -> report.put(ReportMaker.page(report)));
                stagedTables.makeVisible();
                return reports.isEmpty()
                        ? config.output()
                        : reports.get(0).readersFolder().toString();
            }
        });
        return record.result(run, tables, folder, gate);
    }

    private TrendFitter.Result fit(ReleaseSelection.Selected selected) {
        TrendFitter.Settings settings = config.fitting();
        TrendFitter.Result fitted = new TrendFitter(settings).fit(session, selected.populations(), selected.trends());
        long largeTrends = fitted.trends().stream()
                .filter(trend -> trend.n() > settings.observationsLimit())
                .count();
        if (largeTrends > 0) {
            LOG.info(
                    "{} of {} trends have more observations than are kept one by one ({}): they have no pairs bootstrap and no"
                            + " leave-one-out score, and their other intervals come from cells and clusters",
                    largeTrends,
                    fitted.trends().size(),
                    settings.observationsLimit());
        }
        return fitted;
    }
}
