package org.computetrends.table;

import java.util.List;
import org.computetrends.domain.Metric;

/** Every table that a run can publish, in the order in which the documentation has them. */
public final class PublishedTables {

    private PublishedTables() {}

    /** The tables; the columns of {@code releases} depend on the metrics. */
    public static List<Table> of(List<Metric> metrics) {
        return List.of(
                TrendsTable.TRENDS.table(),
                IntervalsTable.INTERVALS.table(),
                BreakpointsTable.BREAKPOINTS.table(),
                ComparisonsTable.COMPARISONS.table(),
                InfluenceTable.INFLUENCE.table(),
                ProjectionTables.CROSSINGS.table(),
                GenerationsTable.GENERATIONS.table(),
                DecompositionsTable.DECOMPOSITIONS.table(),
                WhatIfsTable.WHAT_IFS.table(),
                ProjectionTables.PROJECTIONS.table(),
                ObservationsTable.OBSERVATIONS,
                DensitiesTable.DENSITIES.table(),
                ReleasesTable.of(metrics),
                RejectsTable.REJECTS,
                SensitivityTable.SENSITIVITY.table(),
                ForecastTables.FORECASTS.table(),
                ForecastTables.FORECAST_CROSSINGS.table(),
                OddsTables.ODDS.table(),
                OddsTables.ODDS_BACKTEST.table(),
                OddsTables.ODDS_BACKTEST_SUMMARY.table(),
                OddsTables.FORECAST_SENSITIVITY.table(),
                ForecastLogTables.FORECAST_LOG.table(),
                ForecastLogTables.FORECAST_LOG_SCORES.table(),
                BacktestTables.BACKTESTS.table(),
                BacktestTables.BACKTEST_SUMMARY.table(),
                ReportingTable.REPORTING.table(),
                KnowledgeTables.REPORTING_DELAYS.table(),
                KnowledgeTables.THRESHOLD_COUNTS.table(),
                ClaimsTable.CLAIMS.table(),
                VintageTables.VINTAGE_CHANGES.table(),
                VintageTables.VALUE_CHANGES.table(),
                RevisionsTable.REVISIONS.table(),
                TrendHistoryTable.TREND_HISTORY.table(),
                RunsTable.RUNS.table());
    }
}
