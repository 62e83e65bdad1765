package org.computetrends.job;

import org.computetrends.config.TrendConfig;
import org.computetrends.table.PublishedTables;

/**
 * Decides which vintages the published tables need in memory. The table of trends needs none, because {@link
 * ReleaseSelection} can select its populations by a scan with Spark.
 */
record NeededVintages(TrendConfig.Publishing tables) {

    static NeededVintages of(TrendConfig config) {
        return new NeededVintages(config.publishing());
    }

    /** Whether the vintage analysed is needed. Earlier vintages always need it, because they are compared with it. */
    boolean includeAnalysed() {
        return includeEarlier()
                || isConcentrationPublished()
                || tables.includesAny(PublishedTables.SENSITIVITY, PublishedTables.FORECAST_LOG_SCORES)
                || tables.includesAny(PublishedTables.CROSSINGS, PublishedTables.GENERATIONS, PublishedTables.WHAT_IFS)
                || tables.includesAny(PublishedTables.RESOURCE_FITS, PublishedTables.RESOURCE_ESTIMATES)
                || tables.includesAny(PublishedTables.NOWCASTS);
    }

    /** Whether the vintages before the one analysed are needed. */
    boolean includeEarlier() {
        return areClaimsPublished() || isHistoryPublished() || areEvaluatedOverTime();
    }

    /**
     * Whether claims are published. Claims are also scored on the newest vintage, so only claims need vintages after
     * the one analysed.
     */
    boolean areClaimsPublished() {
        return tables.includesAny(PublishedTables.CLAIMS);
    }

    /** Whether trends on each vintage, or changes between vintages, are published. */
    boolean isHistoryPublished() {
        return tables.includesAny(PublishedTables.VINTAGE_CHANGES, PublishedTables.VALUE_CHANGES)
                || tables.includesAny(PublishedTables.REVISIONS, PublishedTables.TREND_HISTORY);
    }

    /** Whether a published evaluation uses vintages before the one analysed. */
    boolean areEvaluatedOverTime() {
        return areForecastsPublished()
                || tables.includesAny(PublishedTables.REPORTING, PublishedTables.REPORTING_DELAYS)
                || tables.includesAny(PublishedTables.THRESHOLD_COUNTS, PublishedTables.LEADS)
                || tables.includesAny(PublishedTables.NOWCAST_SCORES);
    }

    /**
     * Whether a table made from forecasts, their sample paths or their scores is published. Not {@code
     * forecast_log_scores}: it scores forecasts of earlier runs, on the vintage analysed alone. Forecasts are scored by
     * backtests, which need earlier vintages.
     */
    boolean areForecastsPublished() {
        return tables.includesAny(PublishedTables.BACKTESTS, PublishedTables.BACKTEST_SUMMARY)
                || tables.includesAny(PublishedTables.FORECASTS, PublishedTables.FORECAST_CROSSINGS)
                || tables.includesAny(PublishedTables.FORECAST_SENSITIVITY, PublishedTables.FORECAST_LOG)
                || tables.includesAny(PublishedTables.ODDS, PublishedTables.ODDS_BACKTEST)
                || tables.includesAny(PublishedTables.ODDS_BACKTEST_SUMMARY, PublishedTables.PROJECTIONS);
    }

    boolean isConcentrationPublished() {
        return tables.includesAny(PublishedTables.CONCENTRATION, PublishedTables.FRONTIER_GAPS)
                || tables.includesAny(PublishedTables.THRESHOLD_REACHES);
    }
}
