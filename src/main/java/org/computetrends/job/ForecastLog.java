package org.computetrends.job;

import java.util.List;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.LoggedForecastScore;
import org.computetrends.evaluate.ForecastLogScorer;
import org.computetrends.forecast.ForecastSettings;
import org.computetrends.forecast.Outcomes;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.computetrends.publish.RunPublisher;
import org.computetrends.table.ForecastLogTables;
import org.computetrends.table.PublishedTables;

/**
 * Scores the forecasts that earlier runs published in the table {@code forecast_log}, on the values known now.
 *
 * @param publisher the sinks; the log is read from the first
 */
record ForecastLog(TrendConfig config, RunPublisher publisher) {
    /**
     * Scores the forecasts whose target date is not after the vintage analysed. Empty if {@code forecast_log_scores} is
     * not published, if the releases that the targets need are not in memory, or if no forecast is due.
     */
    List<LoggedForecastScore> scores(LoadedVintages vintages) {
        return config.publishing().includesAny(PublishedTables.FORECAST_LOG_SCORES)
                ? vintages.analysedOrFrontiers()
                        .filter(config.backtest().forecasting()::hasTargets)
                        .map(this::scores)
                        .orElse(List.of())
                : List.of();
    }

    private List<LoggedForecastScore> scores(LoadedVintage vintage) {
        ForecastSettings forecasting = config.backtest().forecasting();
        List<LoggedForecastScore.PublishedForecast> dueForecasts =
                publisher
                        .readLog(ForecastLogTables.FORECAST_LOG.table(), ForecastLogTables.TARGET_DATE, vintage.date())
                        .stream()
                        .map(ForecastLogTables::published)
                        .toList();
        if (dueForecasts.isEmpty()) {
            return List.of();
        }
        return new ForecastLogScorer(vintage.date(), forecasting.metric().id(), Outcomes.of(forecasting, vintage))
                .score(dueForecasts);
    }
}
