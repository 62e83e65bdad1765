package org.computetrends.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.GenerationArrival;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.job.TrendJob;

/**
 * The results that the summary of a run shows, as text by {@link SummaryPrinter} and as JSON by {@link SummaryJson}.
 * The section {@code summary} of the settings names the trends, and the metric, cohorts and thresholds of crossings and
 * forecasts.
 *
 * @param trends the named trends, in the order of the settings
 * @param crossings when each cohort crosses each threshold if growth continues, by sample paths of the cohort's own
 *     releases; in the settings' order of thresholds, then cohorts. Only the JSON has them
 * @param forecasts when each cohort that is also a forecast target crosses each threshold, by the default method; in
 *     the settings' order of thresholds
 * @param benchmarks like the forecasts, but by the benchmark method
 * @param generations when each generation of AI systems begins, if growth continues
 */
record Summary(
        List<Trend> trends,
        List<Crossing> crossings,
        List<ForecastCrossing> forecasts,
        List<ForecastCrossing> benchmarks,
        List<GenerationArrival> generations) {

    static Summary of(TrendConfig config, TrendJob.Result result) {
        TrendConfig.Summary settings = config.summary();
        String benchmark = config.backtest().forecasting().choice().benchmark();
        Map<TrendKey, Trend> trendsByKey = new HashMap<>();
        result.trends().forEach(trend -> trendsByKey.put(trend.specification().key(), trend));
        return new Summary(
                settings.trends().stream()
                        .map(trendsByKey::get)
                        .filter(Objects::nonNull)
                        .toList(),
                crossings(settings, result),
                forecasts(settings, result, ForecastCrossing::isDefault),
                forecasts(
                        settings,
                        result,
                        forecast ->
                                !forecast.isDefault() && forecast.key().method().equals(benchmark)),
                result.projections().generations().stream()
                        .filter(arrival -> arrival.scenario().equals(Scenario.CONTINUE))
                        .toList());
    }

    private static List<Crossing> crossings(TrendConfig.Summary settings, TrendJob.Result result) {
        List<Crossing> crossings = new ArrayList<>();
        for (double threshold : settings.crossingThresholds()) {
            for (String cohort : settings.crossingCohorts()) {
                result.projections().crossings().stream()
                        .filter(crossing -> crossing.metric().equals(settings.crossingMetric())
                                && crossing.scenario().equals(Scenario.CONTINUE)
                                && crossing.cohort().equals(cohort)
                                && crossing.threshold() == threshold)
                        .forEach(crossings::add);
            }
        }
        return crossings;
    }

    private static List<ForecastCrossing> forecasts(
            TrendConfig.Summary settings, TrendJob.Result result, Predicate<ForecastCrossing> hasMethod) {
        List<ForecastCrossing> forecasts = new ArrayList<>();
        for (double threshold : settings.crossingThresholds()) {
            result.forecastCrossings().stream()
                    .filter(hasMethod)
                    // A forecast target and its cohort have the same id.
                    .filter(crossing -> crossing.key().metric().equals(settings.crossingMetric())
                            && settings.crossingCohorts()
                                    .contains(crossing.key().target().id())
                            && crossing.key().threshold().value() == threshold)
                    .forEach(forecasts::add);
        }
        return forecasts;
    }

    /** Each forecast, followed by the benchmark's forecast for the same target and threshold. */
    List<ForecastCrossing> forecastsWithBenchmarks() {
        List<ForecastCrossing> both = new ArrayList<>();
        for (ForecastCrossing forecast : forecasts) {
            both.add(forecast);
            benchmarks.stream()
                    .filter(benchmark -> benchmark.key().target()
                                    == forecast.key().target()
                            && benchmark.key().threshold().equals(forecast.key().threshold()))
                    .forEach(both::add);
        }
        return both;
    }
}
