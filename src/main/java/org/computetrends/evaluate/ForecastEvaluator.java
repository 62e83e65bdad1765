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
import org.computetrends.population.FrontierRules;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.jspecify.annotations.Nullable;

/** Makes the current forecasts and backtests their methods. */
public record ForecastEvaluator(Settings settings) {

    /**
     * The settings of forecasts and backtests.
     *
     * @param from the first origin in hindsight
     * @param everyMonths months between origins in hindsight
     * @param horizonsMonths calendar months from an origin to each forecast date, increasing
     * @param backtestPaths paths sampled at each origin
     * @param replicates block bootstrap replicates of relative scores
     * @param until the last date of current forecasts
     * @param thresholds thresholds whose crossing is dated
     * @param releasesLimit the most releases of a vintage to keep in memory; a vintage with more is not backtested
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

        /** The populations of the analysed vintage that forecasts need. */
        public List<FrontierRules.Request> requests() {
            List<FrontierRules.Request> requests = new ArrayList<>();
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
     * @param records selects the summary that applies to a current forecast; null if nothing was backtested
     * @param crossings when the current forecasts reach thresholds
     * @param odds the probabilities that earlier vintages would have given that thresholds are exceeded by a date
     * @param oddsBacktests past odds whose outcome is known
     * @param sensitivity when thresholds are exceeded under other settings, vintages and starts
     */
    public record Result(
            List<Backtest> backtests,
            List<BacktestSummary> summaries,
            @Nullable TrackRecords records,
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

    /** Evaluates the vintages in memory; the result is empty unless the analysed one is among them. */
    public Result evaluate(LoadedVintages vintages, Coverage coverage) {
        return vintages.ranked()
                .flatMap(own -> own.within(settings.releasesLimit()))
                .filter(settings.forecasting()::isPossible)
                .map(own -> evaluate(own, origins(own, vintages.earlier()), coverage))
                .orElseGet(Result::none);
    }

    /** Older vintages, without those dated after the end of the analysis. */
    private List<LoadedVintage> origins(LoadedVintage newest, List<LoadedVintage> older) {
        LocalDate end = settings.forecasting().selection().rules().lastKnown(newest.date());
        return older.stream().filter(vintage -> vintage.date().isBefore(end)).toList();
    }

    private Result evaluate(LoadedVintage newest, List<LoadedVintage> older, Coverage coverage) {
        ForecastSettings forecasting = settings.forecasting().withMethodsOf(newest);
        List<Backtest> backtests = new BacktestEvaluator(forecasting.withPaths(settings.backtestPaths()), settings)
                .backtests(newest, older, coverage);
        List<BacktestSummary> summaries =
                new BacktestSummarizer(settings.replicates(), forecasting.seed()).summaries(backtests);
        TrackRecords records = new TrackRecords(summaries);
        ForecastEstimator.Result current =
                new ForecastEstimator(settings, forecasting, records, newest, coverage).estimate();
        OddsEvaluator.Result odds = new OddsEvaluator(
                        forecasting.withPaths(settings.odds().pathsOfOlderVintages()), settings.odds())
                .evaluate(newest, older, coverage);
        return new Result(
                backtests,
                summaries,
                records,
                current.forecasts(),
                current.crossings(),
                odds.odds(),
                odds.backtests(),
                new OddsSummarizer(forecasting.choice().benchmark()).summaries(odds.backtests()),
                new ForecastSensitivityEvaluator(forecasting, settings.sensitivity())
                        .evaluate(newest, older, coverage));
    }
}
