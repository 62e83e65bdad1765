package org.computetrends.job;

import org.computetrends.config.TrendConfig;
import org.computetrends.table.PublishedTables;

/**
 * What the published tables need: parts of the analysis, and vintages in memory. The table of trends needs no vintage
 * in memory, because {@link ReleaseSelection} can select its populations by a scan with Spark.
 */
record TableNeeds(TrendConfig.Publishing tables) {

    static TableNeeds of(TrendConfig config) {
        return new TableNeeds(config.publishing());
    }

    /**
     * Whether the vintage analysed is needed. It always is if earlier vintages are, which are compared with it.
     * Projections need ends of coverage; generations and what-ifs need resource fits. Both are estimated in memory.
     */
    boolean analysedVintage() {
        return earlierVintages()
                || concentration()
                || tables.includesAny(
                        PublishedTables.SENSITIVITY,
                        PublishedTables.FORECAST_LOG_SCORES,
                        PublishedTables.CROSSINGS,
                        PublishedTables.GENERATIONS,
                        PublishedTables.WHAT_IFS,
                        PublishedTables.RESOURCE_FITS,
                        PublishedTables.RESOURCE_ESTIMATES,
                        PublishedTables.NOWCASTS);
    }

    /** Whether the vintages before the one analysed are needed. */
    boolean earlierVintages() {
        return claims() || history() || evaluations();
    }

    /** Whether claims are scored. They are also scored on the newest vintage: nothing else needs a later vintage. */
    boolean claims() {
        return tables.includesAny(PublishedTables.CLAIMS);
    }

    /** Whether trends of each vintage, or changes between vintages, are needed. */
    boolean history() {
        return tables.includesAny(
                PublishedTables.VINTAGE_CHANGES,
                PublishedTables.VALUE_CHANGES,
                PublishedTables.REVISIONS,
                PublishedTables.TREND_HISTORY);
    }

    /** Whether an evaluation is needed that uses vintages before the one analysed. */
    boolean evaluations() {
        return forecasts()
                || tables.includesAny(
                        PublishedTables.REPORTING,
                        PublishedTables.REPORTING_DELAYS,
                        PublishedTables.THRESHOLD_COUNTS,
                        PublishedTables.LEADS,
                        PublishedTables.NOWCAST_SCORES);
    }

    /**
     * Whether forecasts are needed. They are published with their scores in backtests, so they need earlier vintages.
     * The table {@code forecast_log_scores} needs none: it scores forecasts that earlier runs published.
     */
    boolean forecasts() {
        return tables.includesAny(
                PublishedTables.BACKTESTS,
                PublishedTables.BACKTEST_SUMMARY,
                PublishedTables.FORECASTS,
                PublishedTables.FORECAST_CROSSINGS,
                PublishedTables.FORECAST_SENSITIVITY,
                PublishedTables.FORECAST_LOG,
                PublishedTables.ODDS,
                PublishedTables.ODDS_BACKTEST,
                PublishedTables.ODDS_BACKTEST_SUMMARY,
                PublishedTables.PROJECTIONS);
    }

    /** Whether the concentration of releases by organization and country is needed. */
    boolean concentration() {
        return tables.includesAny(
                PublishedTables.CONCENTRATION, PublishedTables.FRONTIER_GAPS, PublishedTables.THRESHOLD_REACHES);
    }
}
