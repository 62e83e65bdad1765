package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.Forecast;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.HalfYears;
import org.computetrends.domain.Threshold;
import org.computetrends.held.HeldVintage;
import org.jspecify.annotations.Nullable;

/**
 * Says what the backtested methods forecast now, and when they have thresholds reached.
 *
 * <p>The calibrated 80% interval is that of the method, stretched as all of its known outcomes call for.
 */
final class ForecastEstimator {
    private final BacktestEvaluator.Settings settings;
    private final TrackRecords records;
    private final Map<ForecastTarget, BacktestSummary> winners;

    ForecastEstimator(BacktestEvaluator.Settings settings, TrackRecords records) {
        this.settings = settings;
        this.records = records;
        this.winners = records.winners();
    }

    /** Forecasts and crossings by method and target, in order of date or threshold. */
    record Result(List<Forecast> forecasts, List<ForecastCrossing> crossings) {}

    /** A method and a target. */
    private record Subject(String method, ForecastTarget target) {}

    /** Forecasts from the date of a vintage, or from the end of the analysis where that is earlier. */
    Result estimate(HeldVintage newest) {
        LocalDate origin = settings.selection().rules().lastKnown(newest.date());
        OriginForecaster forecaster = new OriginForecaster(settings, newest, origin);
        List<LocalDate> dates = new ArrayList<>(List.of(origin));
        dates.addAll(HalfYears.between(origin, settings.until()));
        Map<Subject, List<OriginForecaster.Made>> bySubject = new LinkedHashMap<>();
        for (OriginForecaster.Made made : forecaster.forecasts(dates)) {
            bySubject
                    .computeIfAbsent(new Subject(made.method().id(), made.target()), subject -> new ArrayList<>())
                    .add(made);
        }
        List<Forecast> forecasts = new ArrayList<>();
        List<ForecastCrossing> crossings = new ArrayList<>();
        bySubject.forEach((subject, made) -> {
            made.stream()
                    .filter(each -> each.date().isAfter(origin))
                    .forEach(each -> forecasts.add(forecast(subject, origin, each)));
            ForecastCrossingEstimator estimator = crossings(subject, made, forecaster.last(subject.target()));
            for (Threshold threshold : settings.thresholds()) {
                ForecastCrossing.Key key = new ForecastCrossing.Key(
                        subject.method(), settings.metric().id(), subject.target(), threshold);
                crossings.add(estimator.crossing(
                        key, isDefault(subject), records.decisive(subject.method(), subject.target())));
            }
        });
        return new Result(forecasts, crossings);
    }

    private Forecast forecast(Subject subject, LocalDate origin, OriginForecaster.Made made) {
        return new Forecast(
                new Forecast.Key(subject.method(), settings.metric().id(), subject.target(), made.date()),
                isDefault(subject),
                origin,
                made.n(),
                made.distribution().map(ForecastQuantiles::of).orElse(null),
                factor(subject),
                records.of(subject.method(), subject.target(), origin, made.date()));
    }

    private boolean isDefault(Subject subject) {
        BacktestSummary winner = winners.get(subject.target());
        return winner != null && winner.method().equals(subject.method());
    }

    private @Nullable Double factor(Subject subject) {
        BacktestSummary decisive = records.decisive(subject.method(), subject.target());
        return decisive == null ? null : decisive.calibration().factor();
    }

    private ForecastCrossingEstimator crossings(
            Subject subject, List<OriginForecaster.Made> made, OptionalDouble last) {
        List<ForecastCrossingEstimator.Point> points = made.stream()
                .filter(each -> each.distribution().isPresent())
                .map(each -> new ForecastCrossingEstimator.Point(
                        each.date(), ForecastQuantiles.of(each.distribution().orElseThrow())))
                .toList();
        return new ForecastCrossingEstimator(points, last, factor(subject));
    }
}
