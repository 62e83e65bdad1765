package org.computetrends.job;

import java.util.List;
import java.util.OptionalDouble;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.ForecastLogScore;
import org.computetrends.evaluate.ForecastLogScorer;
import org.computetrends.forecast.ForecastSettings;
import org.computetrends.forecast.Outcomes;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.computetrends.publish.RunPublisher;
import org.computetrends.table.ForecastLogTables;
import org.computetrends.table.PublishedTables;

/**
 * Scores the forecasts of earlier runs, which the table {@code forecast_log} has, on the values known now.
 *
 * @param publisher the sinks; the first has the log
 */
record ForecastLog(TrendConfig config, RunPublisher publisher) {
    /**
     * Scores the log on the values of the vintage analysed; empty if the table is not published, or the vintage has
     * too many releases to be in memory.
     */
    List<ForecastLogScore> scores(LoadedVintages vintages) {
        return config.publishing().includesAny(PublishedTables.FORECAST_LOG_SCORES)
                ? vintages.ranked().map(this::scores).orElse(List.of())
                : List.of();
    }

    private List<ForecastLogScore> scores(LoadedVintage vintage) {
        ForecastSettings forecasting = config.backtest().forecasting();
        if (!forecasting.hasTargets(vintage)) {
            return List.of();
        }
        List<ForecastLogScore.PublishedForecast> dueForecasts =
                publisher
                        .logged(ForecastLogTables.FORECAST_LOG.table(), ForecastLogTables.TARGET_DATE, vintage.date())
                        .stream()
                        .map(ForecastLogTables::published)
                        .toList();
        if (dueForecasts.isEmpty()) {
            return List.of();
        }
        Outcomes outcomes = Outcomes.of(forecasting, vintage);
        String metric = forecasting.metric().id();
        return new ForecastLogScorer(
                        vintage.date(),
                        (metricId, target, date) -> metricId.equals(metric) && outcomes.isKnown(target, date)
                                ? outcomes.value(target, date)
                                : OptionalDouble.empty())
                .score(dueForecasts);
    }
}
