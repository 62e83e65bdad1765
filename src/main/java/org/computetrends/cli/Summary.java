package org.computetrends.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.GenerationArrival;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.job.TrendJob;

/**
 * What of a run's findings its summary tells, for people and for programs alike.
 *
 * @param trends the trends, in the order asked for
 * @param crossings where thresholds are crossed if growth continues
 * @param forecasts when they are by the forecasts that fared best in backtests
 * @param generations the generations of models if growth continues
 */
record Summary(
        List<Trend> trends,
        List<Crossing> crossings,
        List<ForecastCrossing> forecasts,
        List<GenerationArrival> generations) {

    static Summary of(TrendConfig.Summary asked, TrendJob.Result found) {
        Map<TrendKey, Trend> byKey = new HashMap<>();
        found.trends().forEach(trend -> byKey.put(trend.specification().key(), trend));
        List<Crossing> crossings = found.projections().crossings().stream()
                .filter(crossing -> crossing.metric().equals(asked.crossingMetric())
                        && crossing.scenario().equals(Scenario.CONTINUE))
                .toList();
        List<ForecastCrossing> forecasts = found.forecastCrossings().stream()
                .filter(crossing -> crossing.isDefault()
                        && crossing.key().metric().equals(asked.crossingMetric())
                        && asked.crossingCohorts()
                                .contains(crossing.key().target().id()))
                .toList();
        return new Summary(
                asked.trends().stream().map(byKey::get).filter(Objects::nonNull).toList(),
                asked.crossingThresholds().stream()
                        .flatMap(threshold -> asked.crossingCohorts().stream()
                                .flatMap(cohort -> crossings.stream()
                                        .filter(crossing ->
                                                crossing.cohort().equals(cohort) && crossing.threshold() == threshold)))
                        .toList(),
                asked.crossingThresholds().stream()
                        .flatMap(threshold -> forecasts.stream()
                                .filter(crossing -> crossing.key().threshold().value() == threshold))
                        .toList(),
                found.projections().generations().stream()
                        .filter(arrival -> arrival.scenario().equals(Scenario.CONTINUE))
                        .toList());
    }
}
