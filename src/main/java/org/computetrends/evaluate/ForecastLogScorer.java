package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.LoggedForecast;
import org.computetrends.domain.LoggedForecastScore;
import org.computetrends.forecast.Outcomes;

/**
 * Finds the outcomes of published forecasts in a later vintage. {@link LoggedForecastScore} computes their scores.
 *
 * @param vintage the later vintage's date
 * @param metric the id of the metric whose outcomes are given; forecasts of other metrics are not scored
 */
public record ForecastLogScorer(LocalDate vintage, String metric, Outcomes outcomes) {

    /** The scores of the forecasts whose outcomes are known, in their order. */
    public List<LoggedForecastScore> score(List<LoggedForecastScore.PublishedForecast> log) {
        List<LoggedForecastScore> scores = new ArrayList<>();
        for (LoggedForecastScore.PublishedForecast published : log) {
            LoggedForecast forecast = published.forecast();
            ForecastTarget target = forecast.statement().target();
            LocalDate date = forecast.targetDate();
            // Not known before the date, even if a threshold was reached earlier. Otherwise events that happen would be
            // scored before events that do not, which would favour high odds.
            if (forecast.metric().equals(metric) && outcomes.isKnown(target, date)) {
                LocalDate finalOn = outcomes.knownOn(target, date).plusYears(Backtest.PROVISIONAL_YEARS);
                outcomes.value(target, date)
                        .ifPresent(log10Value -> scores.add(new LoggedForecastScore(
                                published, forecast.statement().outcome(log10Value), finalOn.isAfter(vintage))));
            }
        }
        return scores;
    }
}
