package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.forecast.ForecastSettings;
import org.computetrends.forecast.OriginForecaster;
import org.computetrends.forecast.OriginForecaster.KnownRecord;
import org.computetrends.forecast.Outcomes;
import org.computetrends.population.LoadedVintage;
import org.computetrends.stats.ParallelTasks;
import org.computetrends.stats.PredictiveDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Backtests forecasts. Each is made at a past origin from the releases published before it, selected as they would have
 * been then, and scored against the outcome.
 *
 * <p>Real-time origins are vintages, with their own releases, values and gaps. Hindsight origins are evenly spaced and
 * use the newest vintage's values, so later revisions and releases listed late are known too early. Real-time forecasts
 * are scored on the newest values and on the values of the first vintage that could contain the outcome.
 *
 * @param forecasting as in the settings, with the methods that the newest vintage allows and fewer paths
 */
record BacktestEvaluator(ForecastSettings forecasting, ForecastEvaluator.Settings settings) {

    /** The day of forecasts, the vintage that they use, and the end of its coverage, which is null in hindsight. */
    private record Origin(
            LoadedVintage vintage,
            LocalDate date,
            Backtest.Mode mode,
            @Nullable LocalDate coverageEnd) {}

    /** Every forecast at every origin, hindsight first. The vintages before the newest are in order of date. */
    List<Backtest> backtests(LoadedVintage newest, List<LoadedVintage> older, Coverage coverage) {
        List<Origin> origins = new ArrayList<>();
        hindsightOrigins(newest).forEach(date -> origins.add(new Origin(newest, date, Backtest.Mode.HINDSIGHT, null)));
        for (LoadedVintage vintage : older) {
            LocalDate coverageEnd =
                    coverage.end(vintage.date(), forecasting.metric().id());
            origins.add(new Origin(vintage, vintage.date(), Backtest.Mode.REAL_TIME, coverageEnd));
        }
        OutcomesByVintage outcomes = new OutcomesByVintage(newest, older);
        // Later origins have more releases and take longer.
        return ParallelTasks.map(origins.size(), k -> k, k -> backtestsAt(origins.get(k), outcomes)).stream()
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
        KnownRecord record = origin.mode() == Backtest.Mode.REAL_TIME ? KnownRecord.SOFT : KnownRecord.FIRM;
        List<Backtest> backtests = new ArrayList<>();
        for (OriginForecaster.TargetForecast forecast : forecaster.forecasts(List.copyOf(horizons.keySet()), record)) {
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

    /** Scores forecasts. Quantiles and scores are slow to compute, so equal outcomes share them. */
    private static final class Scorer {
        private final Origin origin;
        private final LocalDate start;
        private final OriginForecaster.TargetForecast forecast;
        private final @Nullable ForecastQuantiles quantiles;
        private final Map<Double, Double> crps = new HashMap<>();

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
            return new Backtest(
                    key,
                    start,
                    origin.coverageEnd(),
                    forecast.n(),
                    status,
                    quantiles,
                    actual,
                    distribution != null && actual != null ? crps.computeIfAbsent(actual, distribution::crps) : null,
                    distribution != null && actual != null ? Double.valueOf(distribution.cumulative(actual)) : null,
                    outcome.isProvisional());
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
        private final LoadedVintage newest;
        private final List<LoadedVintage> vintages;
        private final Map<LocalDate, Outcomes> outcomes;

        OutcomesByVintage(LoadedVintage newest, List<LoadedVintage> older) {
            this.newest = newest;
            this.vintages = new ArrayList<>(older);
            vintages.add(newest);
            List<Outcomes> inOrder =
                    ParallelTasks.map(vintages.size(), k -> k, k -> Outcomes.of(forecasting, vintages.get(k)));
            this.outcomes = new HashMap<>();
            for (int k = 0; k < vintages.size(); k++) {
                outcomes.put(vintages.get(k).date(), inOrder.get(k));
            }
        }

        /**
         * The outcome for a forecast.
         *
         * @param isKnown whether a vintage could contain it
         * @param value in log10 of the metric's unit; empty if unknown or there is no release
         * @param isProvisional whether it is younger than a year in its vintage
         */
        record Outcome(boolean isKnown, OptionalDouble value, boolean isProvisional) {
            static final Outcome UNKNOWN = new Outcome(false, OptionalDouble.empty(), false);
        }

        /** The outcome on which a forecast is scored. */
        Outcome of(Backtest.Key key) {
            ForecastTarget target = key.target();
            LocalDate date = key.targetDate();
            Outcomes ofNewest = Objects.requireNonNull(outcomes.get(newest.date()));
            if (!ofNewest.isKnown(target, date)) {
                return Outcome.UNKNOWN;
            }
            LocalDate knownOn = ofNewest.knownOn(target, date);
            if (key.scoredOn() == Backtest.ScoredOn.FINAL) {
                LocalDate finalOn = knownOn.plusYears(Backtest.PROVISIONAL_YEARS);
                return new Outcome(true, ofNewest.value(target, date), finalOn.isAfter(newest.date()));
            }
            return vintages.stream()
                    .filter(vintage -> !vintage.date().isBefore(knownOn))
                    .map(LoadedVintage::date)
                    .map(outcomes::get)
                    .map(Objects::requireNonNull)
                    .findFirst()
                    .map(first -> new Outcome(true, first.value(target, date), /* isProvisional= */ false))
                    .orElse(Outcome.UNKNOWN);
        }
    }
}
