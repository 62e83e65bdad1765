package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.Forecast;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.HalfYears;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.Threshold;
import org.computetrends.forecast.FirstPassages;
import org.computetrends.forecast.ForecastMethod;
import org.computetrends.forecast.ForecastSettings;
import org.computetrends.forecast.OriginForecaster;
import org.computetrends.population.LoadedVintage;
import org.jspecify.annotations.Nullable;

/**
 * Makes each method's forecasts for the scenario in which growth continues, and dates its crossings of thresholds.
 *
 * @param forecasting as in the settings, with the methods that the newest vintage allows
 */
record ForecastEstimator(ForecastEvaluator.Settings settings, ForecastSettings forecasting, TrackRecords records) {
    /** Forecasts and crossings by method and target, in order of date or threshold. */
    record Result(List<Forecast> forecasts, List<ForecastCrossing> crossings) {}

    private record MethodTarget(ForecastMethod method, ForecastTarget target) {}

    /** The inputs shared by all current forecasts. */
    private record CurrentInputs(LocalDate origin, @Nullable LocalDate knownTo, OriginForecaster forecaster) {
        /** The origin, and the half-years after the earliest start of paths. */
        List<LocalDate> dates(List<ForecastMethod> methods, LocalDate until) {
            LocalDate first = methods.stream()
                    .map(forecaster::start)
                    .min(Comparator.naturalOrder())
                    .orElse(origin);
            return Stream.concat(Stream.of(origin), HalfYears.between(first, until).stream())
                    .distinct()
                    .sorted()
                    .toList();
        }

        boolean isDefault(MethodTarget subject) {
            return forecaster.defaultMethod().equals(subject.method().id());
        }
    }

    /** Forecasts from the date of the newest vintage, or from the end of the analysis if that is earlier. */
    Result estimate(LoadedVintage newest, Coverage coverage) {
        LocalDate origin = forecasting.selection().rules().lastKnown(newest.date());
        LocalDate knownTo = coverage.end(newest.date(), forecasting.metric().id());
        CurrentInputs inputs =
                new CurrentInputs(origin, knownTo, new OriginForecaster(forecasting, newest, origin, knownTo));
        List<LocalDate> dates = inputs.dates(forecasting.methods(), settings.until());
        Map<MethodTarget, List<OriginForecaster.TargetForecast>> bySubject = new LinkedHashMap<>();
        for (OriginForecaster.TargetForecast forecast :
                inputs.forecaster().forecasts(dates, OriginForecaster.KnownRecord.FIRM)) {
            bySubject
                    .computeIfAbsent(
                            new MethodTarget(forecast.method(), forecast.target()), subject -> new ArrayList<>())
                    .add(forecast);
        }
        List<Forecast> forecasts = new ArrayList<>();
        List<ForecastCrossing> crossings = new ArrayList<>();
        bySubject.forEach((subject, targetForecasts) -> {
            targetForecasts.stream()
                    .filter(forecast ->
                            forecast.date().isAfter(inputs.forecaster().start(subject.method()))
                                    && !forecast.date().equals(origin))
                    .forEach(forecast -> forecasts.add(forecast(inputs, subject, forecast)));
            crossings.addAll(crossings(
                    inputs,
                    subject,
                    targetForecasts.stream()
                            .filter(forecast -> !forecast.date().isBefore(origin))
                            .toList()));
        });
        return new Result(forecasts, crossings);
    }

    private Forecast forecast(
            CurrentInputs inputs, MethodTarget subject, OriginForecaster.TargetForecast targetForecast) {
        return new Forecast(
                new Forecast.Key(
                        subject.method().id(),
                        forecasting.metric().id(),
                        subject.target(),
                        Scenario.CONTINUE,
                        targetForecast.date()),
                inputs.isDefault(subject),
                inputs.origin(),
                inputs.forecaster().start(subject.method()),
                inputs.knownTo(),
                targetForecast.n(),
                targetForecast.distribution().map(ForecastQuantiles::of).orElse(null),
                record(Backtest.Mode.HINDSIGHT, inputs, subject, targetForecast.date()),
                record(Backtest.Mode.REAL_TIME, inputs, subject, targetForecast.date()));
    }

    /** The scores of past forecasts that apply to a forecast; null for a date before the origin. */
    private @Nullable BacktestSummary record(
            Backtest.Mode mode, CurrentInputs inputs, MethodTarget subject, LocalDate date) {
        return date.isBefore(inputs.origin())
                ? null
                : records.of(mode, subject.method().id(), subject.target(), inputs.origin(), date);
    }

    private List<ForecastCrossing> crossings(
            CurrentInputs inputs, MethodTarget subject, List<OriginForecaster.TargetForecast> targetForecasts) {
        List<ForecastCrossingEstimator.Point> points = targetForecasts.stream()
                .filter(forecast -> forecast.distribution().isPresent())
                .map(forecast -> new ForecastCrossingEstimator.Point(
                        forecast.date(),
                        ForecastQuantiles.of(forecast.distribution().orElseThrow())))
                .toList();
        OptionalDouble lastLog10Value = inputs.forecaster().lastLog10Value(subject.target());
        ForecastCrossingEstimator estimator = new ForecastCrossingEstimator(points, lastLog10Value);
        List<FirstPassages> passages = passages(inputs, subject);
        List<ForecastCrossing> crossings = new ArrayList<>();
        for (int i = 0; i < settings.thresholds().size(); i++) {
            Threshold threshold = settings.thresholds().get(i);
            ForecastCrossingEstimator.CrossingDates dates = passages.isEmpty()
                    ? estimator.crossingDates(threshold)
                    : estimator.crossingDates(threshold, passages.get(i), settings.until());
            LocalDate median = dates.median();
            crossings.add(new ForecastCrossing(
                    new ForecastCrossing.Key(
                            subject.method().id(), forecasting.metric().id(), subject.target(), threshold),
                    inputs.isDefault(subject),
                    dates.status(),
                    median,
                    dates.interval50(),
                    dates.interval80(),
                    dates.interval95(),
                    median == null ? null : record(Backtest.Mode.HINDSIGHT, inputs, subject, median),
                    median == null ? null : record(Backtest.Mode.REAL_TIME, inputs, subject, median),
                    inputs.forecaster().start(subject.method()),
                    inputs.knownTo()));
        }
        return crossings;
    }

    /**
     * When the paths of a record, which never falls, reach each threshold; empty for other targets and for methods
     * without paths.
     */
    private List<FirstPassages> passages(CurrentInputs inputs, MethodTarget subject) {
        if (subject.target() != ForecastTarget.RECORD
                || !subject.method().shape().isSimulation()) {
            return List.of();
        }
        double[] log10Thresholds = settings.thresholds().stream()
                .mapToDouble(threshold -> Math.log10(threshold.value()))
                .toArray();
        return inputs.forecaster()
                .passages(
                        subject.method(),
                        inputs.forecaster().start(subject.method()),
                        log10Thresholds,
                        settings.until())
                .orElse(List.of());
    }
}
