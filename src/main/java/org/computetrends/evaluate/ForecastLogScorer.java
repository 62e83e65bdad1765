package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.computetrends.domain.ForecastLogScore;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.LoggedForecast;

/**
 * Scores forecasts as they were published against what a later vintage knows. Quantiles get the pinball loss and whether their
 * intervals have the outcome, odds the Brier score. Odds are scored on their date and not before, also where the threshold was
 * exceeded earlier: to score what came early and to wait with the rest would favour high odds.
 */
public final class ForecastLogScorer {
    private static final int PROVISIONAL_YEARS = 1;

    private final LocalDate vintage;
    private final Outcome outcome;

    /** What came. */
    @FunctionalInterface
    public interface Outcome {
        /**
         * A target's value on a date, in log10 of the metric's unit; empty where it is not known yet, or no release makes it.
         *
         * @param metric the metric's id
         * @param target the target
         * @param date the date
         */
        OptionalDouble of(String metric, ForecastTarget target, LocalDate date);
    }

    /**
     * @param vintage the vintage that outcomes are taken from
     * @param outcome what came, by its values
     */
    public ForecastLogScorer(LocalDate vintage, Outcome outcome) {
        this.vintage = vintage;
        this.outcome = outcome;
    }

    /** The forecasts whose outcomes are known, beside them, in their order. */
    public List<ForecastLogScore> score(List<ForecastLogScore.Published> log) {
        return log.stream().flatMap(this::score).toList();
    }

    private Stream<ForecastLogScore> score(ForecastLogScore.Published published) {
        LoggedForecast forecast = published.forecast();
        LocalDate date = forecast.targetDate();
        return outcome.of(forecast.metric(), forecast.statement().target(), date).stream()
                .mapToObj(value -> new ForecastLogScore(
                        published,
                        forecast.statement().outcome(value),
                        date.isAfter(vintage.minusYears(PROVISIONAL_YEARS))));
    }
}
