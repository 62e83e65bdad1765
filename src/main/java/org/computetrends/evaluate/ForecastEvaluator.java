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
import org.computetrends.forecast.OddsGrid;
import org.computetrends.population.FrontierRules;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.jspecify.annotations.Nullable;

/** Says what the methods forecast now, and how such forecasts have fared. */
public final class ForecastEvaluator {
    private final Settings settings;

    /** @param settings what is forecast, how, and when */
    public ForecastEvaluator(Settings settings) {
        this.settings = settings;
    }

    /**
     * What is forecast, how, and when.
     *
     * @param forecasting what is forecast, and how
     * @param from the first origin in hindsight
     * @param everyMonths months between origins in hindsight
     * @param horizonsMonths calendar months from an origin to the dates forecast, increasing
     * @param backtestPaths sample paths drawn at each origin
     * @param replicates of the block bootstrap of relative scores
     * @param until the last date forecast now
     * @param thresholds values whose crossing is dated
     * @param odds the thresholds and dates that odds are given for
     * @param sensitivity what dates of thresholds are varied by
     * @param releasesLimit releases of a vintage in memory at most; one with more is not backtested
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
            OddsGrid odds,
            ForecastSensitivityEvaluator.Settings sensitivity,
            long releasesLimit) {

        public Settings {
            horizonsMonths = List.copyOf(horizonsMonths);
            thresholds = List.copyOf(thresholds);
        }

        /** The populations of the vintage analysed that forecasts follow from. */
        public List<FrontierRules.Asked> asked() {
            List<FrontierRules.Asked> asked = new ArrayList<>();
            new ForecastSensitivityEvaluator(forecasting, sensitivity)
                    .selections()
                    .forEach(selection -> asked.addAll(forecasting.asked(selection)));
            forecasting.methods().forEach(method -> asked.add(forecasting.asked(method)));
            return List.copyOf(asked);
        }
    }

    /**
     * Forecasts and how they fared.
     *
     * @param backtests every forecast made at a past origin
     * @param summaries how methods fared, by themselves and in pairs
     * @param records which of these speaks for a forecast made now; null where nothing was backtested
     * @param forecasts what the methods forecast now
     * @param crossings when they have thresholds reached
     * @param odds how probable it is that a threshold is exceeded by a date
     * @param oddsBacktests odds as earlier vintages would have given them
     * @param oddsReliability how such odds fared
     * @param sensitivity when thresholds are exceeded by other settings, vintages and starts
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

        public Result {
            backtests = List.copyOf(backtests);
            summaries = List.copyOf(summaries);
            forecasts = List.copyOf(forecasts);
            crossings = List.copyOf(crossings);
            odds = List.copyOf(odds);
            oddsBacktests = List.copyOf(oddsBacktests);
            oddsReliability = List.copyOf(oddsReliability);
            sensitivity = List.copyOf(sensitivity);
        }

        /** Where nothing was evaluated. */
        public static Result none() {
            return new Result(
                    List.of(), List.of(), null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        }
    }

    /**
     * Evaluates.
     *
     * @param vintages the vintage analysed and others; nothing where the former is not in memory
     * @param coverage where their coverage ends
     */
    public Result evaluate(LoadedVintages vintages, Coverage coverage) {
        return vintages.ranked()
                .flatMap(own -> own.within(settings.releasesLimit()))
                .filter(settings.forecasting()::isPossible)
                .map(own -> evaluate(own, origins(own, vintages.earlier()), coverage))
                .orElseGet(Result::none);
    }

    /** Older vintages; but where the analysis ends before one, nothing is learnt from forecasting at its date. */
    private List<LoadedVintage> origins(LoadedVintage newest, List<LoadedVintage> older) {
        LocalDate end = settings.forecasting().selection().rules().lastKnown(newest.date());
        return older.stream().filter(vintage -> vintage.date().isBefore(end)).toList();
    }

    private Result evaluate(LoadedVintage newest, List<LoadedVintage> older, Coverage coverage) {
        ForecastSettings forecasting = settings.forecasting().withMethodsOf(newest);
        List<Backtest> backtests = new BacktestEvaluator(
                        forecasting.withPaths(settings.backtestPaths()),
                        new BacktestEvaluator.Settings(
                                settings.from(), settings.everyMonths(), settings.horizonsMonths()))
                .backtests(newest, older, coverage);
        List<BacktestSummary> summaries =
                new BacktestSummarizer(settings.replicates(), forecasting.seed()).summaries(backtests);
        TrackRecords records = new TrackRecords(summaries);
        ForecastEstimator.Result now = new ForecastEstimator(settings, forecasting, records).estimate(newest, coverage);
        OddsEvaluator.Result odds = new OddsEvaluator(
                        forecasting.withPaths(settings.odds().olderPaths()), settings.odds())
                .evaluate(newest, older, coverage);
        return new Result(
                backtests,
                summaries,
                records,
                now.forecasts(),
                now.crossings(),
                odds.odds(),
                odds.backtests(),
                new OddsSummarizer(forecasting.choice().benchmark()).summaries(odds.backtests()),
                new ForecastSensitivityEvaluator(forecasting, settings.sensitivity())
                        .evaluate(newest, older, coverage));
    }
}
