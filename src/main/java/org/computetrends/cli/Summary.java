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
 * The results that the summary of a run shows: {@link SummaryPrinter} as text, {@link SummaryJson} as JSON. The section
 * {@code summary} of the settings names the trends, and the metric, cohorts and thresholds of crossings and forecasts.
 *
 * @param trends the named trends, in the order of the settings
 * @param crossings when each cohort crosses each threshold, by sample paths of its own releases, if growth continues;
 *     by threshold, then cohort, in the order of the settings. Only the JSON has them
 * @param forecasts when the cohorts that are forecast targets cross each threshold, by the backtested default method;
 *     by threshold
 * @param benchmarks the same by the benchmark method
 * @param generations when each generation of models begins, if growth continues
 * @param leads the rows of {@link LeadSummary#table}
 * @param newestLeads the leads in its notes
 */
record Summary(
        List<Trend> trends,
        List<Crossing> crossings,
        List<ForecastCrossing> forecasts,
        List<ForecastCrossing> benchmarks,
        List<GenerationArrival> generations,
        List<Lag> leads,
        List<Lag> newestLeads) {

    static Summary of(TrendConfig config, TrendJob.Result result) {
        TrendConfig.Summary settings = config.summary();
        String benchmark = config.backtest().forecasting().choice().benchmark();
        Map<TrendKey, Trend> trendsByKey = new HashMap<>();
        result.trends().forEach(trend -> trendsByKey.put(trend.specification().key(), trend));
        List<Crossing> crossings = result.projections().crossings().stream()
                .filter(crossing -> crossing.metric().equals(settings.crossingMetric())
                        && crossing.scenario().equals(Scenario.CONTINUE))
                .toList();
        return new Summary(
                settings.trends().stream()
                        .map(trendsByKey::get)
                        .filter(Objects::nonNull)
                        .toList(),
                settings.crossingThresholds().stream()
                        .flatMap(threshold -> settings.crossingCohorts().stream()
                                .flatMap(cohort -> crossings.stream()
                                        .filter(crossing ->
                                                crossing.cohort().equals(cohort) && crossing.threshold() == threshold)))
                        .toList(),
                forecasts(settings, result, ForecastCrossing::isDefault),
                forecasts(
                        settings,
                        result,
                        forecast ->
                                !forecast.isDefault() && forecast.key().method().equals(benchmark)),
                result.projections().generations().stream()
                        .filter(arrival -> arrival.scenario().equals(Scenario.CONTINUE))
                        .toList(),
                LeadSummary.newestWithLines(result.lags()),
                LeadSummary.newest(result.lags()));
    }

    private static List<ForecastCrossing> forecasts(
            TrendConfig.Summary settings, TrendJob.Result result, Predicate<ForecastCrossing> hasMethod) {
        return settings.crossingThresholds().stream()
                .flatMap(threshold -> result.forecastCrossings().stream()
                        .filter(hasMethod)
                        // The id of a forecast target is that of its cohort.
                        .filter(crossing -> crossing.key().metric().equals(settings.crossingMetric())
                                && settings.crossingCohorts()
                                        .contains(crossing.key().target().id())
                                && crossing.key().threshold().value() == threshold))
                .toList();
    }

    /** Each forecast, followed by the benchmark's forecast of its target and threshold. */
    List<ForecastCrossing> forecastsWithBenchmarks() {
        return forecasts.stream()
                .flatMap(forecast -> Stream.concat(
                        Stream.of(forecast),
                        benchmarks.stream()
                                .filter(benchmark -> benchmark.key().target()
                                                == forecast.key().target()
                                        && benchmark
                                                .key()
                                                .threshold()
                                                .equals(forecast.key().threshold()))))
                .toList();
    }
}
