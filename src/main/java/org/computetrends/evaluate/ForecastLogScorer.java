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
 * odds by the Brier score. Odds are scored only on their date, even if the threshold was exceeded earlier: scoring
 * early outcomes first would favour high odds.
 */
public record ForecastLogScorer(LocalDate vintage, Outcome outcome) {

    /** The outcomes of forecasts in a vintage. */
    @FunctionalInterface
    public interface Outcome {
        /** A target's value on a date, in log10 of the metric's unit; empty if unknown yet, or if no release determines it. */
        OptionalDouble of(String metric, ForecastTarget target, LocalDate date);
    }

    /** The scores of the forecasts whose outcomes are known, in their order. */
    public List<ForecastLogScore> score(List<ForecastLogScore.PublishedForecast> log) {
        return log.stream().flatMap(this::score).toList();
    }

    private Stream<ForecastLogScore> score(ForecastLogScore.PublishedForecast published) {
        LoggedForecast forecast = published.forecast();
        LocalDate date = forecast.targetDate();
        return outcome.of(forecast.metric(), forecast.statement().target(), date).stream()
                .mapToObj(log10Value -> new ForecastLogScore(
                        published,
                        forecast.statement().outcome(log10Value),
                        date.isAfter(vintage.minusYears(Backtest.PROVISIONAL_YEARS))));
    }
}
