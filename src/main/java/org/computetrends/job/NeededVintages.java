package org.computetrends.job;

import org.computetrends.config.TrendConfig;
import org.computetrends.table.PublishedTables;

/**
 * Which vintages the published tables need in memory. Trends need none: they are fitted to sums over the releases of the
 * vintage analysed.
 */
record NeededVintages(TrendConfig.Publishing tables) {

    static NeededVintages of(TrendConfig config) {
        return new NeededVintages(config.publishing());
    }

    /** Whether the vintage analysed is needed. */
    boolean includeAnalysed() {
        return includeEarlier()
                || isConcentrationPublished()
                || tables.isAny(PublishedTables.SENSITIVITY, PublishedTables.FORECAST_LOG_SCORES)
                || tables.isAny(PublishedTables.CROSSINGS, PublishedTables.GENERATIONS, PublishedTables.WHAT_IFS)
                || tables.isAny(PublishedTables.RESOURCE_FITS, PublishedTables.RESOURCE_ESTIMATES)
                || tables.isAny(PublishedTables.NOWCASTS);
    }

    /** Whether the vintages before the one analysed are needed. */
    boolean includeEarlier() {
        return areClaimsPublished() || isHistoryPublished() || areEvaluatedOverTime();
    }

    /** Whether claims are published, which are scored on every vintage. Nothing else needs a later one than that analysed. */
    boolean areClaimsPublished() {
        return tables.isAny(PublishedTables.CLAIMS);
    }

    /** Whether trends on each vintage, or changes between vintages, are published. */
    boolean isHistoryPublished() {
        return tables.isAny(PublishedTables.VINTAGE_CHANGES, PublishedTables.VALUE_CHANGES)
                || tables.isAny(PublishedTables.REVISIONS, PublishedTables.TREND_HISTORY);
    }

    /** Whether an evaluation uses vintages before the one analysed. */
    boolean areEvaluatedOverTime() {
        return areForecastsPublished()
                || tables.isAny(PublishedTables.REPORTING, PublishedTables.REPORTING_DELAYS)
                || tables.isAny(PublishedTables.THRESHOLD_COUNTS, PublishedTables.LEADS)
                || tables.isAny(PublishedTables.NOWCAST_SCORES);
    }

    /** Whether forecasts, or what is read off their paths, are published. Forecasts are backtested on earlier vintages. */
    boolean areForecastsPublished() {
        return tables.isAny(PublishedTables.BACKTESTS, PublishedTables.BACKTEST_SUMMARY)
                || tables.isAny(PublishedTables.FORECASTS, PublishedTables.FORECAST_CROSSINGS)
                || tables.isAny(PublishedTables.FORECAST_SENSITIVITY, PublishedTables.FORECAST_LOG)
                || tables.isAny(PublishedTables.ODDS, PublishedTables.ODDS_BACKTEST)
                || tables.isAny(PublishedTables.ODDS_BACKTEST_SUMMARY, PublishedTables.PROJECTIONS);
    }

    boolean isConcentrationPublished() {
        return tables.isAny(PublishedTables.CONCENTRATION, PublishedTables.FRONTIER_GAPS)
                || tables.isAny(PublishedTables.THRESHOLD_REACHES);
    }
}
