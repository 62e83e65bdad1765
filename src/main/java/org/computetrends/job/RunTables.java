package org.computetrends.job;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.Concentration;
import org.computetrends.domain.Forecast;
import org.computetrends.domain.LoggedForecast;
import org.computetrends.domain.Projection;
import org.computetrends.domain.Run;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.TimeScale;
import org.computetrends.evaluate.ForecastEvaluator;
import org.computetrends.evaluate.KnowledgeEstimator;
import org.computetrends.evaluate.Nowcaster;
import org.computetrends.evaluate.TrackRecords;
import org.computetrends.evaluate.VintageComparator;
import org.computetrends.fit.TrendFitter;
import org.computetrends.forecast.TrendProjector;
import org.computetrends.publish.TableRows;
import org.computetrends.table.BacktestTables;
import org.computetrends.table.BreakpointsTable;
import org.computetrends.table.ClaimsTable;
import org.computetrends.table.ComparisonsTable;
import org.computetrends.table.DecompositionsTable;
import org.computetrends.table.DensitiesTable;
import org.computetrends.table.ForecastLogTables;
import org.computetrends.table.ForecastTables;
import org.computetrends.table.GenerationsTable;
import org.computetrends.table.InfluenceTable;
import org.computetrends.table.IntervalsTable;
import org.computetrends.table.KnowledgeTables;
import org.computetrends.table.LeadTables;
import org.computetrends.table.ModelledTrend;
import org.computetrends.table.NowcastTables;
import org.computetrends.table.ObservationsTable;
import org.computetrends.table.OddsTables;
import org.computetrends.table.ProjectionTables;
import org.computetrends.table.ProjectionTables.BacktestedProjection;
import org.computetrends.table.PublishedTables;
import org.computetrends.table.RecordTable;
import org.computetrends.table.RejectsTable;
import org.computetrends.table.ReleasesTable;
import org.computetrends.table.ReportingTable;
import org.computetrends.table.ResourceTables;
import org.computetrends.table.RevisionsTable;
import org.computetrends.table.RunsTable;
import org.computetrends.table.SensitivityTable;
import org.computetrends.table.TrendHistoryTable;
import org.computetrends.table.TrendsTable;
import org.computetrends.table.VintageTables;
import org.computetrends.table.WhatIfsTable;
import org.jspecify.annotations.Nullable;

/** Makes the rows of the published tables from the results of the stages. */
record RunTables(TrendConfig config, Run run) {
    /** The tables, in the order of the configuration. */
    List<TableRows> rowsOf(Findings findings) {
        return config.publishing().tables().stream()
                .map(name -> table(name, findings))
                .toList();
    }

    private TableRows table(String name, Findings findings) {
        TimeScale timeScale = config.timeScale();
        TrendFitter.Result fitted = findings.fittedTrends();
        TrendProjector.Result projections = findings.projections();
        Evaluations evaluations = findings.evaluations();
        ForecastEvaluator.Result forecastResult = evaluations.forecastResult();
        KnowledgeEstimator.Result knowledge = evaluations.knowledge();
        Nowcaster.Result nowcasts = evaluations.nowcasts().result();
        Concentration concentration = evaluations.concentration();
        VintageHistory.Comparison vintages = findings.history().comparison();
        VintageComparator.Result changes = vintages.changes();
        ReleaseSelection.Rows selectedRows = findings.selectedRows();
        return switch (PublishedTables.valueOf(name.toUpperCase(Locale.ROOT))) {
            case RELEASES ->
                findings.checkedReleases().releases().withRunId(ReleasesTable.of(config.metrics()), run.id());
            case REJECTS -> rejects(findings);
            case OBSERVATIONS -> selectedRows.observations().withRunId(ObservationsTable.OBSERVATIONS, run.id());
            case DENSITIES -> rows(DensitiesTable.DENSITIES, selectedRows.densities());
            case TRENDS ->
                rows(TrendsTable.TRENDS, ModelledTrend.of(fitted.trends(), timeScale, underReportedFrom(findings)));
            case INTERVALS ->
                rows(IntervalsTable.INTERVALS, IntervalsTable.TrendInterval.of(fitted.trends(), timeScale));
            case INFLUENCE ->
                rows(InfluenceTable.INFLUENCE, InfluenceTable.TrendInfluence.of(fitted.trends(), timeScale));
            case BREAKPOINTS ->
                rows(BreakpointsTable.BREAKPOINTS, BreakpointsTable.TrendBreak.of(fitted.trends(), timeScale));
            case COMPARISONS -> rows(ComparisonsTable.COMPARISONS, fitted.comparisons());
            case PROJECTIONS -> rows(ProjectionTables.PROJECTIONS, withTrackRecords(findings));
            case CROSSINGS -> rows(ProjectionTables.CROSSINGS, projections.crossings());
            case GENERATIONS -> rows(GenerationsTable.GENERATIONS, projections.generations());
            case RESOURCE_FITS -> rows(ResourceTables.RESOURCE_FITS, projections.resourceFits());
            case RESOURCE_ESTIMATES ->
                rows(
                        ResourceTables.RESOURCE_ESTIMATES,
                        ResourceTables.GenerationResource.of(projections.generations()));
            case NOWCASTS -> rows(NowcastTables.NOWCASTS, nowcasts.nowcasts());
            case NOWCAST_SCORES -> rows(NowcastTables.NOWCAST_SCORES, nowcasts.scores());
            case DECOMPOSITIONS -> rows(DecompositionsTable.DECOMPOSITIONS, projections.decompositions());
            case WHAT_IFS -> rows(WhatIfsTable.WHAT_IFS, projections.whatIfs());
            case LEADS -> rows(LeadTables.LEADS, evaluations.lags());
            case CONCENTRATION -> rows(LeadTables.CONCENTRATION, concentration.shares());
            case FRONTIER_GAPS -> rows(LeadTables.FRONTIER_GAPS, concentration.gaps());
            case THRESHOLD_REACHES -> rows(LeadTables.THRESHOLD_REACHES, concentration.reaches());
            case SENSITIVITY -> rows(SensitivityTable.SENSITIVITY, evaluations.variedTrends());
            case ODDS -> rows(OddsTables.ODDS, concatenated(projections.odds(), forecastResult.odds()));
            case ODDS_BACKTEST -> rows(OddsTables.ODDS_BACKTEST, forecastResult.oddsBacktests());
            case ODDS_BACKTEST_SUMMARY -> rows(OddsTables.ODDS_BACKTEST_SUMMARY, forecastResult.oddsReliability());
            case FORECAST_SENSITIVITY -> rows(OddsTables.FORECAST_SENSITIVITY, forecastResult.sensitivity());
            case FORECAST_LOG -> rows(ForecastLogTables.FORECAST_LOG, forecastLogEntries(findings));
            case FORECAST_LOG_SCORES -> rows(ForecastLogTables.FORECAST_LOG_SCORES, findings.logScores());
            case BACKTESTS -> rows(BacktestTables.BACKTESTS, forecastResult.backtests());
            case BACKTEST_SUMMARY -> rows(BacktestTables.BACKTEST_SUMMARY, forecastResult.summaries());
            case FORECASTS ->
                rows(ForecastTables.FORECASTS, concatenated(forecastResult.forecasts(), projections.forecasts()));
            case FORECAST_CROSSINGS -> rows(ForecastTables.FORECAST_CROSSINGS, forecastResult.crossings());
            case REPORTING ->
                rows(
                        ReportingTable.REPORTING,
                        ReportingTable.Row.of(evaluations.reportedYears(), timeScale, knowledge.coverage()));
            case REPORTING_DELAYS -> rows(KnowledgeTables.REPORTING_DELAYS, knowledge.delays());
            case THRESHOLD_COUNTS -> rows(KnowledgeTables.THRESHOLD_COUNTS, knowledge.counts());
            case CLAIMS -> rows(ClaimsTable.CLAIMS, findings.history().claims());
            case VINTAGE_CHANGES -> rows(VintageTables.VINTAGE_CHANGES, changes.trends());
            case VALUE_CHANGES -> rows(VintageTables.VALUE_CHANGES, changes.values());
            case REVISIONS -> rows(RevisionsTable.REVISIONS, changes.rates());
            case TREND_HISTORY -> rows(TrendHistoryTable.TREND_HISTORY, vintages.trends());
            case RUNS -> rows(RunsTable.RUNS, List.of(run));
        };
    }

    /**
     * Adds the scores of the default forecast to projections of the same metric and cohort in the scenario {@code
     * continue}; other projections get no scores. For the frontier the scores are approximate: they are of forecasts of
     * a window's median release, but a projection is of a single release.
     */
    private List<BacktestedProjection> withTrackRecords(Findings findings) {
        TrackRecords records = findings.evaluations().forecastResult().trackRecords();
        Map<String, Forecast> defaultForecasts = new HashMap<>();
        findings.evaluations().forecastResult().forecasts().stream()
                .filter(Forecast::isDefault)
                .forEach(
                        forecast -> defaultForecasts.put(forecast.key().target().id(), forecast));
        return findings.projections().projections().stream()
                .map(row -> {
                    // The targets of forecasts have the ids of the cohorts frontier and record.
                    Forecast forecast = defaultForecasts.get(row.cohort());
                    return records != null && forecast != null && isScoredBy(forecast, row)
                            ? new BacktestedProjection(
                                    row,
                                    forecast.key().method(),
                                    trackRecord(records, Backtest.Mode.HINDSIGHT, forecast, row.targetDate()),
                                    trackRecord(records, Backtest.Mode.REAL_TIME, forecast, row.targetDate()))
                            : new BacktestedProjection(row, null, null, null);
                })
                .toList();
    }

    private static boolean isScoredBy(Forecast forecast, Projection row) {
        return row.scenario().equals(Scenario.CONTINUE)
                && row.metric().equals(forecast.key().metric());
    }

    private static @Nullable BacktestSummary trackRecord(
            TrackRecords records, Backtest.Mode mode, Forecast forecast, LocalDate date) {
        return records.of(mode, forecast.key().method(), forecast.key().target(), forecast.origin(), date);
    }

    private List<ForecastLogTables.Entry> forecastLogEntries(Findings findings) {
        return ForecastLogTables.Entry.of(
                run.started(),
                LoggedForecast.of(
                        findings.evaluations().forecastResult().forecasts(),
                        findings.projections().odds(),
                        findings.vintage()));
    }

    /** The first under-reported day by metric, without days at or after {@code dates.to}, where trends end. */
    private Map<String, LocalDate> underReportedFrom(Findings findings) {
        Map<String, LocalDate> firstDays =
                new HashMap<>(findings.checkedReleases().survey().underReportedFrom());
        LocalDate to = config.segmentation().rules().to();
        firstDays.values().removeIf(from -> to != null && !to.isAfter(from));
        return firstDays;
    }

    private static <T> List<T> concatenated(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private <T> TableRows rows(RecordTable<T> table, List<T> records) {
        return TableRows.of(table, records, run.id());
    }

    private TableRows rejects(Findings findings) {
        RowsWithoutRunId curated = findings.checkedReleases().rejects();
        return findings.input()
                .earlyRejects()
                .map(curated::concat)
                .orElse(curated)
                .withRunId(RejectsTable.REJECTS, run.id());
    }
}
