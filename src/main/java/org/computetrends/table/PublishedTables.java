package org.computetrends.table;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.computetrends.domain.Metric;

/** Every table that a run can publish, in the order of the documentation. */
public enum PublishedTables {
    TRENDS(metrics -> TrendsTable.TRENDS.table()),
    INTERVALS(metrics -> IntervalsTable.INTERVALS.table()),
    BREAKPOINTS(metrics -> BreakpointsTable.BREAKPOINTS.table()),
    COMPARISONS(metrics -> ComparisonsTable.COMPARISONS.table()),
    INFLUENCE(metrics -> InfluenceTable.INFLUENCE.table()),
    CROSSINGS(metrics -> ProjectionTables.CROSSINGS.table()),
    GENERATIONS(metrics -> GenerationsTable.GENERATIONS.table()),
    RESOURCE_FITS(metrics -> ResourceTables.RESOURCE_FITS.table()),
    RESOURCE_ESTIMATES(metrics -> ResourceTables.RESOURCE_ESTIMATES.table()),
    NOWCASTS(metrics -> NowcastTables.NOWCASTS.table()),
    NOWCAST_SCORES(metrics -> NowcastTables.NOWCAST_SCORES.table()),
    DECOMPOSITIONS(metrics -> DecompositionsTable.DECOMPOSITIONS.table()),
    WHAT_IFS(metrics -> WhatIfsTable.WHAT_IFS.table()),
    LEADS(metrics -> LeadTables.LEADS.table()),
    CONCENTRATION(metrics -> LeadTables.CONCENTRATION.table()),
    FRONTIER_GAPS(metrics -> LeadTables.FRONTIER_GAPS.table()),
    THRESHOLD_REACHES(metrics -> LeadTables.THRESHOLD_REACHES.table()),
    PROJECTIONS(metrics -> ProjectionTables.PROJECTIONS.table()),
    OBSERVATIONS(metrics -> ObservationsTable.OBSERVATIONS),
    DENSITIES(metrics -> DensitiesTable.DENSITIES.table()),
    RELEASES(ReleasesTable::of),
    REJECTS(metrics -> RejectsTable.REJECTS),
    SENSITIVITY(metrics -> SensitivityTable.SENSITIVITY.table()),
    FORECASTS(metrics -> ForecastTables.FORECASTS.table()),
    FORECAST_CROSSINGS(metrics -> ForecastTables.FORECAST_CROSSINGS.table()),
    ODDS(metrics -> OddsTables.ODDS.table()),
    ODDS_BACKTEST(metrics -> OddsTables.ODDS_BACKTEST.table()),
    ODDS_BACKTEST_SUMMARY(metrics -> OddsTables.ODDS_BACKTEST_SUMMARY.table()),
    FORECAST_SENSITIVITY(metrics -> OddsTables.FORECAST_SENSITIVITY.table()),
    FORECAST_LOG(metrics -> ForecastLogTables.FORECAST_LOG.table()),
    FORECAST_LOG_SCORES(metrics -> ForecastLogTables.FORECAST_LOG_SCORES.table()),
    BACKTESTS(metrics -> BacktestTables.BACKTESTS.table()),
    BACKTEST_SUMMARY(metrics -> BacktestTables.BACKTEST_SUMMARY.table()),
    REPORTING(metrics -> ReportingTable.REPORTING.table()),
    REPORTING_DELAYS(metrics -> KnowledgeTables.REPORTING_DELAYS.table()),
    THRESHOLD_COUNTS(metrics -> KnowledgeTables.THRESHOLD_COUNTS.table()),
    CLAIMS(metrics -> ClaimsTable.CLAIMS.table()),
    VINTAGE_CHANGES(metrics -> VintageTables.VINTAGE_CHANGES.table()),
    VALUE_CHANGES(metrics -> VintageTables.VALUE_CHANGES.table()),
    REVISIONS(metrics -> RevisionsTable.REVISIONS.table()),
    TREND_HISTORY(metrics -> TrendHistoryTable.TREND_HISTORY.table()),
    RUNS(metrics -> RunsTable.RUNS.table());

    @SuppressWarnings("ImmutableEnumChecker") // the constants' functions have no state
    private final Function<List<Metric>, Table> table;

    PublishedTables(Function<List<Metric>, Table> table) {
        this.table = table;
    }

    /**
     * The declarations of the tables.
     *
     * @param metrics the metrics: {@code releases} has a column for each
     */
    public static List<Table> of(List<Metric> metrics) {
        return Arrays.stream(values()).map(each -> each.table.apply(metrics)).toList();
    }

    /** The name of the table. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
