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

/** Makes each method's forecasts for the scenario in which growth continues, and dates its crossings of thresholds. */
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

    /** Forecasts from the date of a vintage, or from the end of the analysis if that is earlier. */
    Result estimate(LoadedVintage newest, Coverage coverage) {
        LocalDate origin = forecasting.selection().rules().lastKnown(newest.date());
        LocalDate knownTo = coverage.end(newest.date(), forecasting.metric().id());
        CurrentInputs now =
                new CurrentInputs(origin, knownTo, new OriginForecaster(forecasting, newest, origin, knownTo));
        List<LocalDate> dates = now.dates(forecasting.methods(), settings.until());
        Map<MethodTarget, List<OriginForecaster.TargetForecast>> bySubject = new LinkedHashMap<>();
        for (OriginForecaster.TargetForecast made :
                now.forecaster().forecasts(dates, OriginForecaster.KnownRecord.FIRM)) {
            bySubject
                    .computeIfAbsent(new MethodTarget(made.method(), made.target()), subject -> new ArrayList<>())
                    .add(made);
        }
        List<Forecast> forecasts = new ArrayList<>();
        List<ForecastCrossing> crossings = new ArrayList<>();
        bySubject.forEach((subject, made) -> {
            made.stream()
                    .filter(each -> each.date().isAfter(now.forecaster().start(subject.method()))
                            && !each.date().equals(origin))
                    .forEach(each -> forecasts.add(forecast(now, subject, each)));
            crossings.addAll(crossings(
                    now,
                    subject,
                    made.stream().filter(each -> !each.date().isBefore(origin)).toList()));
        });
        return new Result(forecasts, crossings);
    }

    private Forecast forecast(CurrentInputs now, MethodTarget subject, OriginForecaster.TargetForecast made) {
        return new Forecast(
                new Forecast.Key(
                        subject.method().id(),
                        forecasting.metric().id(),
                        subject.target(),
                        Scenario.CONTINUE,
                        made.date()),
                now.isDefault(subject),
                now.origin(),
                now.forecaster().start(subject.method()),
                now.knownTo(),
                made.n(),
                made.distribution().map(ForecastQuantiles::of).orElse(null),
                record(Backtest.Mode.HINDSIGHT, now, subject, made.date()),
                record(Backtest.Mode.REAL_TIME, now, subject, made.date()));
    }

    private @Nullable BacktestSummary record(
            Backtest.Mode mode, CurrentInputs now, MethodTarget subject, LocalDate date) {
        return date.isBefore(now.origin())
                ? null
                : records.of(mode, subject.method().id(), subject.target(), now.origin(), date);
    }

    private List<ForecastCrossing> crossings(
            CurrentInputs now, MethodTarget subject, List<OriginForecaster.TargetForecast> made) {
        List<ForecastCrossingEstimator.Point> points = made.stream()
                .filter(each -> each.distribution().isPresent())
                .map(each -> new ForecastCrossingEstimator.Point(
                        each.date(), ForecastQuantiles.of(each.distribution().orElseThrow())))
                .toList();
        OptionalDouble last = now.forecaster().lastLog10Value(subject.target());
        ForecastCrossingEstimator estimator = new ForecastCrossingEstimator(points, last);
        List<FirstPassages> passages = passages(now, subject);
        List<ForecastCrossing> crossings = new ArrayList<>();
        for (int i = 0; i < settings.thresholds().size(); i++) {
            Threshold threshold = settings.thresholds().get(i);
            ForecastCrossingEstimator.Dated dated = passages.isEmpty()
                    ? estimator.dated(threshold)
                    : estimator.dated(threshold, passages.get(i), settings.until());
            LocalDate median = dated.median();
            crossings.add(new ForecastCrossing(
                    new ForecastCrossing.Key(
                            subject.method().id(), forecasting.metric().id(), subject.target(), threshold),
                    now.isDefault(subject),
                    dated.status(),
                    median,
                    dated.interval50(),
                    dated.interval80(),
                    dated.interval95(),
                    median == null ? null : record(Backtest.Mode.HINDSIGHT, now, subject, median),
                    median == null ? null : record(Backtest.Mode.REAL_TIME, now, subject, median),
                    now.forecaster().start(subject.method()),
                    now.knownTo()));
        }
        return crossings;
    }

    /**
     * When the paths of a record, which never falls, reach each threshold; empty for other targets and for methods
     * without paths.
     */
    private List<FirstPassages> passages(CurrentInputs now, MethodTarget subject) {
        if (subject.target() != ForecastTarget.RECORD
                || !subject.method().shape().isSimulation()) {
            return List.of();
        }
        double[] log10 = settings.thresholds().stream()
                .mapToDouble(threshold -> Math.log10(threshold.value()))
                .toArray();
        return now.forecaster()
                .passages(subject.method(), now.forecaster().start(subject.method()), log10, settings.until())
                .orElse(List.of());
    }
}
