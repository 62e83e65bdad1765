package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.Forecast;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.ForecastSensitivity;
import org.computetrends.domain.Odds;
import org.computetrends.domain.OddsBacktest;
import org.computetrends.domain.OddsReliability;
import org.computetrends.domain.Threshold;
import org.computetrends.forecast.ForecastSettings;
import org.computetrends.forecast.OddsSettings;
import org.computetrends.population.FrontierSelections;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.jspecify.annotations.Nullable;

/** Makes the run's forecasts, backtests their methods and odds, and varies their settings. */
public record ForecastEvaluator(Settings settings) {

    /**
     * The settings of forecasts and backtests.
     *
     * @param from the first origin of backtests in hindsight
     * @param everyMonths months between the origins in hindsight
     * @param horizonsMonths calendar months from an origin to each forecast date, increasing
     * @param backtestPaths paths sampled at each origin
     * @param replicates block bootstrap replicates of relative scores
     * @param until the last date of the run's forecasts
     * @param thresholds the thresholds for which crossings are dated
     * @param releasesLimit if more releases of the analysed vintage are in memory, nothing is forecast
     */
    public record Settings(
            ForecastSettings forecasting,
            LocalDate from,
            int everyMonths,
            List<Integer> horizonsMonths,
            int backtestPaths,
            int replicates,
            LocalDate until,
            List<Threshold> thresholds,
            OddsSettings odds,
            ForecastSensitivityEvaluator.Settings sensitivity,
            long releasesLimit) {

        /**
         * The populations of the analysed vintage that forecasts need: those of the targets under every varied
         * selection, and those that each method is fitted to.
         */
        public List<FrontierSelections.Request> requests() {
            List<FrontierSelections.Request> requests = new ArrayList<>();
            new ForecastSensitivityEvaluator(forecasting, sensitivity)
                    .selections()
                    .forEach(selection -> requests.addAll(forecasting.requests(selection)));
            forecasting.methods().forEach(method -> requests.add(forecasting.request(method)));
            return List.copyOf(requests);
        }
    }

    /**
     * Forecasts and backtests.
     *
     * @param backtests every forecast at a past origin
     * @param summaries the scores of single methods and of pairs
     * @param trackRecords selects the summary that applies to a forecast of the run; null if nothing was evaluated
     * @param crossings when the run's forecasts reach thresholds
     * @param odds the probabilities, computed on each earlier vintage, that thresholds are reached before a date
     * @param oddsBacktests past odds whose outcome is known
     * @param sensitivity when thresholds are reached under other settings, on other vintages, and with other starts of
     *     the sample paths
     */
    public record Result(
            List<Backtest> backtests,
            List<BacktestSummary> summaries,
            @Nullable TrackRecords trackRecords,
            List<Forecast> forecasts,
            List<ForecastCrossing> crossings,
            List<Odds> odds,
            List<OddsBacktest> oddsBacktests,
            List<OddsReliability> oddsReliability,
            List<ForecastSensitivity> sensitivity) {

        public static Result none() {
            return new Result(
                    List.of(), List.of(), null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        }
    }

    /**
     * Evaluates the vintages in memory. The result is empty if the analysed vintage is not in memory, has too many
     * releases, or lacks the populations that forecasts need.
     */
    public Result evaluate(LoadedVintages vintages, Coverage coverage) {
        return vintages.analysedOrFrontiers()
                .flatMap(analysed -> analysed.within(settings.releasesLimit(), "has no forecasts, backtests and odds"))
                .filter(settings.forecasting()::isPossible)
                .map(analysed -> evaluate(analysed, beforeEndOfAnalysis(vintages.earlier(), analysed), coverage))
                .orElseGet(Result::none);
    }

    private List<LoadedVintage> beforeEndOfAnalysis(List<LoadedVintage> earlier, LoadedVintage analysed) {
        LocalDate end = settings.forecasting().selection().rules().lastKnown(analysed.date());
        return earlier.stream().filter(vintage -> vintage.date().isBefore(end)).toList();
    }

    private Result evaluate(LoadedVintage newest, List<LoadedVintage> older, Coverage coverage) {
        ForecastSettings forecasting = settings.forecasting().withMethodsOf(newest);
        List<Backtest> backtests = new BacktestEvaluator(forecasting.withPathCount(settings.backtestPaths()), settings)
                .backtests(newest, older, coverage);
        List<BacktestSummary> summaries =
                new BacktestSummarizer(settings.replicates(), forecasting.seed()).summaries(backtests);
        TrackRecords trackRecords = new TrackRecords(summaries);
        ForecastEstimator.Result current =
                new ForecastEstimator(settings, forecasting, trackRecords, newest, coverage).estimate();
        OddsEvaluator.Result odds = new OddsEvaluator(
                        forecasting.withPathCount(settings.odds().pathsOfOlderVintages()), settings.odds())
                .evaluate(newest, older, coverage);
        return new Result(
                backtests,
                summaries,
                trackRecords,
                current.forecasts(),
                current.crossings(),
                odds.odds(),
                odds.backtests(),
                new OddsSummarizer(forecasting.choice().benchmark()).summaries(odds.backtests()),
                new ForecastSensitivityEvaluator(forecasting, settings.sensitivity())
                        .evaluate(newest, older, coverage));
    }
}
