package org.computetrends.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.GenerationArrival;
import org.computetrends.domain.Lag;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.job.TrendJob;

/**
 * The part of a run's results that the summary at its end shows, as text ({@link SummaryPrinter}) and as JSON ({@link
 * SummaryJson}).
 *
 * @param trends the trends that the section {@code summary} of the settings lists, in its order
 * @param crossings when the thresholds of that section are crossed if growth continues
 * @param forecasts when they are crossed by the default forecast method
 * @param benchmarks when they are crossed by the benchmark method
 * @param generations the generations of models if growth continues
 * @param leads by how many months each follower trails its leader, on the last date with comparable lines
 * @param newestLeads the same on the last date of all
 */
record Summary(
        List<Trend> trends,
        List<Crossing> crossings,
        List<ForecastCrossing> forecasts,
        List<ForecastCrossing> benchmarks,
        List<GenerationArrival> generations,
        List<Lag> leads,
        List<Lag> newestLeads) {

    static Summary of(TrendConfig config, TrendJob.Result found) {
        TrendConfig.Summary asked = config.summary();
        String benchmark = config.backtest().forecasting().choice().benchmark();
        Map<TrendKey, Trend> byKey = new HashMap<>();
        found.trends().forEach(trend -> byKey.put(trend.specification().key(), trend));
        List<Crossing> crossings = found.projections().crossings().stream()
                .filter(crossing -> crossing.metric().equals(asked.crossingMetric())
                        && crossing.scenario().equals(Scenario.CONTINUE))
                .toList();
        return new Summary(
                asked.trends().stream().map(byKey::get).filter(Objects::nonNull).toList(),
                asked.crossingThresholds().stream()
                        .flatMap(threshold -> asked.crossingCohorts().stream()
                                .flatMap(cohort -> crossings.stream()
                                        .filter(crossing ->
                                                crossing.cohort().equals(cohort) && crossing.threshold() == threshold)))
                        .toList(),
                forecasts(asked, found, ForecastCrossing::isDefault),
                forecasts(
                        asked,
                        found,
                        crossing ->
                                !crossing.isDefault() && crossing.key().method().equals(benchmark)),
                found.projections().generations().stream()
                        .filter(arrival -> arrival.scenario().equals(Scenario.CONTINUE))
                        .toList(),
                LeadSummary.last(found.lags()),
                LeadSummary.newest(found.lags()));
    }

    private static List<ForecastCrossing> forecasts(
            TrendConfig.Summary asked, TrendJob.Result found, Predicate<ForecastCrossing> by) {
        return asked.crossingThresholds().stream()
                .flatMap(threshold -> found.forecastCrossings().stream()
                        .filter(by)
                        .filter(crossing -> crossing.key().metric().equals(asked.crossingMetric())
                                && asked.crossingCohorts()
                                        .contains(crossing.key().target().id())
                                && crossing.key().threshold().value() == threshold))
                .toList();
    }

    /** Each forecast, followed by the benchmark's of the same target and threshold. */
    List<ForecastCrossing> compared() {
        return forecasts.stream()
                .flatMap(forecast -> Stream.concat(
                        Stream.of(forecast),
                        benchmarks.stream()
                                .filter(other ->
                                        other.key().target() == forecast.key().target()
                                                && other.key()
                                                        .threshold()
                                                        .equals(forecast.key().threshold()))))
                .toList();
    }
}
