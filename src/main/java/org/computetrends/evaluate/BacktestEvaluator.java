package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.forecast.ForecastSettings;
import org.computetrends.forecast.OriginForecaster;
import org.computetrends.forecast.OriginForecaster.RecordCertainty;
import org.computetrends.forecast.Outcomes;
import org.computetrends.population.LoadedVintage;
import org.computetrends.stats.ParallelTasks;
import org.computetrends.stats.PredictiveDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Backtests forecasts: makes forecasts at past days, the origins, and scores them against the outcomes. A forecast uses
 * only releases published before its origin, selected as on that day.
 *
 * <p>Real-time origins are the days of older vintages, and use the releases and values of those vintages. Hindsight
 * origins are evenly spaced and use the values of the newest vintage. So hindsight forecasts know later revisions and
 * releases listed late. Real-time forecasts are scored twice: on the newest values, and on the first vintage that could
 * contain the outcome.
 *
 * @param forecasting the run's forecast settings, reduced to the methods that the newest vintage allows and to fewer
 *     paths
 */
record BacktestEvaluator(ForecastSettings forecasting, ForecastEvaluator.Settings settings) {

    /**
     * The day of forecasts, the vintage that they use, and the end of its coverage. The end is null in hindsight, and
     * if unknown.
     */
    private record Origin(
            LoadedVintage vintage,
            LocalDate date,
            Backtest.Mode mode,
            @Nullable LocalDate coverageEnd) {}

    /**
     * Backtests at every origin, hindsight first.
     *
     * @param older the vintages before the newest, in order of date
     */
    List<Backtest> backtests(LoadedVintage newest, List<LoadedVintage> older, Coverage coverage) {
        List<Origin> origins = new ArrayList<>();
        hindsightOrigins(newest).forEach(date -> origins.add(new Origin(newest, date, Backtest.Mode.HINDSIGHT, null)));
        for (LoadedVintage vintage : older) {
            LocalDate coverageEnd =
                    coverage.end(vintage.date(), forecasting.metric().id());
            origins.add(new Origin(vintage, vintage.date(), Backtest.Mode.REAL_TIME, coverageEnd));
        }
        OutcomesByVintage outcomes = new OutcomesByVintage(newest, older);
        // The index orders tasks by size: later origins have more releases and take longer.
        return ParallelTasks.map(origins.size(), i -> i, i -> backtestsAt(origins.get(i), outcomes)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<LocalDate> hindsightOrigins(LoadedVintage vintage) {
        LocalDate end = forecasting.selection().rules().lastKnown(vintage.date());
        return LongStream.iterate(0, months -> months + settings.everyMonths())
                .mapToObj(settings.from()::plusMonths)
                .takeWhile(origin -> !origin.isAfter(end))
                .toList();
    }

    /** Every forecast at one origin, with its scores. */
    private List<Backtest> backtestsAt(Origin origin, OutcomesByVintage outcomes) {
        OriginForecaster forecaster =
                new OriginForecaster(forecasting, origin.vintage(), origin.date(), origin.coverageEnd());
        Map<LocalDate, Integer> horizons = new LinkedHashMap<>();
        settings.horizonsMonths().forEach(months -> horizons.put(origin.date().plusMonths(months), months));
        // The record of an old vintage may be revised downward later. Hindsight origins have the revised values.
        RecordCertainty certainty =
                origin.mode() == Backtest.Mode.REAL_TIME ? RecordCertainty.SOFT : RecordCertainty.FIRM;
        List<Backtest> backtests = new ArrayList<>();
        for (OriginForecaster.TargetForecast forecast :
                forecaster.forecasts(List.copyOf(horizons.keySet()), certainty)) {
            Scorer scorer = new Scorer(origin, forecaster.start(forecast.method()), forecast);
            for (Backtest.ScoredOn scoredOn : Backtest.ScoredOn.values()) {
                if (origin.mode() == Backtest.Mode.REAL_TIME || scoredOn == Backtest.ScoredOn.FINAL) {
                    Backtest.Key key = new Backtest.Key(
                            forecast.method().id(),
                            forecasting.metric().id(),
                            forecast.target(),
                            origin.mode(),
                            scoredOn,
                            origin.date(),
                            Objects.requireNonNull(horizons.get(forecast.date())),
                            origin.vintage().date());
                    backtests.add(scorer.score(key, outcomes.of(key)));
                }
            }
        }
        return backtests;
    }

    /**
     * Scores one forecast on several outcomes. The quantiles are computed once, and so are the scores of equal
     * outcomes.
     */
    private static final class Scorer {
        private final Origin origin;
        private final LocalDate start;
        private final OriginForecaster.TargetForecast forecast;
        private final @Nullable ForecastQuantiles quantiles;
        private final Map<Double, Double> crpsByOutcome = new HashMap<>();

        Scorer(Origin origin, LocalDate start, OriginForecaster.TargetForecast forecast) {
            this.origin = origin;
            this.start = start;
            this.forecast = forecast;
            this.quantiles = forecast.distribution().map(ForecastQuantiles::of).orElse(null);
        }

        Backtest score(Backtest.Key key, OutcomesByVintage.Outcome outcome) {
            Backtest.Status status = status(outcome);
            Double actual =
                    outcome.value().isPresent() ? Double.valueOf(outcome.value().getAsDouble()) : null;
            PredictiveDistribution distribution =
                    status == Backtest.Status.SCORED ? forecast.distribution().orElse(null) : null;
            LocalDate coverageEnd = origin.coverageEnd();
            boolean isProvisional = outcome.isProvisional();
            if (distribution == null || actual == null) {
                return new Backtest(
                        key, start, coverageEnd, forecast.n(), status, quantiles, actual, null, null, isProvisional);
            }
            double crps = crpsByOutcome.computeIfAbsent(actual, distribution::crps);
            double pit = distribution.cumulative(actual);
            return new Backtest(
                    key, start, coverageEnd, forecast.n(), status, quantiles, actual, crps, pit, isProvisional);
        }

        private Backtest.Status status(OutcomesByVintage.Outcome outcome) {
            if (forecast.distribution().isEmpty()) {
                return Backtest.Status.TOO_FEW_OBSERVATIONS;
            }
            if (!outcome.isKnown()) {
                return Backtest.Status.NOT_YET_KNOWN;
            }
            return outcome.value().isEmpty() ? Backtest.Status.NO_RELEASE : Backtest.Status.SCORED;
        }
    }

    /** Outcomes in the newest vintage and in the first vintage that could contain them. */
    private final class OutcomesByVintage {
        private final TreeMap<LocalDate, Outcomes> byVintage = new TreeMap<>();

        OutcomesByVintage(LoadedVintage newest, List<LoadedVintage> older) {
            // The newest vintage comes first, because it is the largest and takes longest.
            List<LoadedVintage> vintages = new ArrayList<>(List.of(newest));
            vintages.addAll(older);
            List<Outcomes> outcomes = ParallelTasks.map(vintages, vintage -> Outcomes.of(forecasting, vintage));
            for (int i = 0; i < vintages.size(); i++) {
                byVintage.put(vintages.get(i).date(), outcomes.get(i));
            }
        }

        /**
         * The outcome for a forecast.
         *
         * @param isKnown whether a vintage could contain the outcome
         * @param value in log10 of the metric's unit; empty if the outcome is unknown or no release determines it
         * @param isProvisional whether the outcome became known less than a year before the newest vintage, so that it
         *     may still change; always false for the first vintage that could contain it
         */
        record Outcome(boolean isKnown, OptionalDouble value, boolean isProvisional) {
            static final Outcome UNKNOWN = new Outcome(false, OptionalDouble.empty(), false);
        }

        /** The outcome on which a forecast is scored. */
        Outcome of(Backtest.Key key) {
            ForecastTarget target = key.target();
            LocalDate date = key.targetDate();
            Outcomes newest = byVintage.lastEntry().getValue();
            if (!newest.isKnown(target, date)) {
                return Outcome.UNKNOWN;
            }
            LocalDate knownOn = newest.knownOn(target, date);
            if (key.scoredOn() == Backtest.ScoredOn.FINAL) {
                LocalDate finalOn = knownOn.plusYears(Backtest.PROVISIONAL_YEARS);
                return new Outcome(true, newest.value(target, date), finalOn.isAfter(byVintage.lastKey()));
            }
            Map.Entry<LocalDate, Outcomes> firstKnown = byVintage.ceilingEntry(knownOn);
            return firstKnown == null
                    ? Outcome.UNKNOWN
                    : new Outcome(true, firstKnown.getValue().value(target, date), /* isProvisional= */ false);
        }
    }
}
