package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.ForecastLogScore;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.LoggedForecast;

/**
 * Scores published forecasts on a later vintage: quantiles by the pinball loss and the coverage of their intervals,
 * odds by the Brier score. Odds are scored only when their date has passed, even if the threshold was exceeded before.
 * Otherwise events that happen would be scored before events that do not, which would favour high odds.
 */
public record ForecastLogScorer(LocalDate vintage, Outcome outcome) {

    /** The outcomes of forecasts in a vintage. */
    @FunctionalInterface
    public interface Outcome {
        /**
         * The value of a target on a date, in log10 of the metric's unit; empty if unknown or if no release determines
         * it.
         */
        OptionalDouble log10Value(String metric, ForecastTarget target, LocalDate date);
    }

    /** The scores of the forecasts whose outcomes are known, in their order. */
    public List<ForecastLogScore> score(List<ForecastLogScore.PublishedForecast> log) {
        return log.stream().flatMap(this::score).toList();
    }

    private Stream<ForecastLogScore> score(ForecastLogScore.PublishedForecast published) {
        LoggedForecast forecast = published.forecast();
        LocalDate date = forecast.targetDate();
        return outcome.log10Value(forecast.metric(), forecast.statement().target(), date).stream()
                .mapToObj(log10Value -> new ForecastLogScore(
                        published,
                        forecast.statement().outcome(log10Value),
                        date.isAfter(vintage.minusYears(Backtest.PROVISIONAL_YEARS))));
    }
}
