package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
 * Makes the run's forecasts by every method, for the scenario in which growth continues, and dates their crossings of
 * thresholds. The origin is the date of the newest vintage, or the end of the analysis if that is earlier.
 */
final class ForecastEstimator {
    private final ForecastEvaluator.Settings settings;
    private final ForecastSettings forecasting;
    private final TrackRecords trackRecords;
    private final LocalDate origin;
    private final @Nullable LocalDate coverageEnd;
    private final OriginForecaster forecaster;

    /** @param forecasting the run's forecast settings, reduced to the methods that the newest vintage allows */
    ForecastEstimator(
            ForecastEvaluator.Settings settings,
            ForecastSettings forecasting,
            TrackRecords trackRecords,
            LoadedVintage newest,
            Coverage coverage) {
        this.settings = settings;
        this.forecasting = forecasting;
        this.trackRecords = trackRecords;
        this.origin = forecasting.selection().rules().lastKnown(newest.date());
        this.coverageEnd = coverage.end(newest.date(), forecasting.metric().id());
        this.forecaster = new OriginForecaster(forecasting, newest, origin, coverageEnd);
    }

    /** Forecasts in order of date, and crossings in order of threshold, both by method and target. */
    record Result(List<Forecast> forecasts, List<ForecastCrossing> crossings) {}

    /** A method, and the target that it forecasts. */
    private record Subject(ForecastMethod method, ForecastTarget target) {}

    Result estimate() {
        Map<Subject, List<OriginForecaster.TargetForecast>> bySubject =
                forecaster.forecasts(dates(), OriginForecaster.RecordCertainty.FIRM).stream()
                        .collect(Collectors.groupingBy(
                                forecast -> new Subject(forecast.method(), forecast.target()),
                                LinkedHashMap::new,
                                Collectors.toList()));
        List<Forecast> forecasts = new ArrayList<>();
        List<ForecastCrossing> crossings = new ArrayList<>();
        bySubject.forEach((subject, targetForecasts) -> {
            targetForecasts.stream()
                    // The forecast at the origin serves only to date crossings.
                    .filter(forecast -> forecast.date().isAfter(forecaster.start(subject.method()))
                            && !forecast.date().equals(origin))
                    .forEach(forecast -> forecasts.add(forecast(subject, forecast)));
            List<OriginForecaster.TargetForecast> fromOrigin = targetForecasts.stream()
                    .filter(forecast -> !forecast.date().isBefore(origin))
                    .toList();
            crossings.addAll(crossings(subject, fromOrigin));
        });
        return new Result(forecasts, crossings);
    }

    /** The origin, and the half-years from the earliest start of paths to the last date. */
    private List<LocalDate> dates() {
        LocalDate first = forecasting.methods().stream()
                .map(forecaster::start)
                .min(Comparator.naturalOrder())
                .orElse(origin);
        return Stream.concat(Stream.of(origin), HalfYears.between(first, settings.until()).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private Forecast forecast(Subject subject, OriginForecaster.TargetForecast targetForecast) {
        return new Forecast(
                new Forecast.Key(
                        subject.method().id(),
                        forecasting.metric().id(),
                        subject.target(),
                        Scenario.CONTINUE,
                        targetForecast.date()),
                isDefault(subject),
                origin,
                forecaster.start(subject.method()),
                coverageEnd,
                targetForecast.n(),
                targetForecast.distribution().map(ForecastQuantiles::of).orElse(null),
                trackRecord(Backtest.Mode.HINDSIGHT, subject, targetForecast.date()),
                trackRecord(Backtest.Mode.REAL_TIME, subject, targetForecast.date()));
    }

    private boolean isDefault(Subject subject) {
        return forecaster.defaultMethod().equals(subject.method().id());
    }

    /**
     * The scores of past forecasts that apply to a forecast. Null without a date, for a date before the origin, and if
     * no summary applies.
     */
    private @Nullable BacktestSummary trackRecord(Backtest.Mode mode, Subject subject, @Nullable LocalDate date) {
        return date == null || date.isBefore(origin)
                ? null
                : trackRecords.of(mode, subject.method().id(), subject.target(), origin, date);
    }

    private List<ForecastCrossing> crossings(Subject subject, List<OriginForecaster.TargetForecast> targetForecasts) {
        List<ForecastCrossingEstimator.Point> points = targetForecasts.stream()
                .filter(forecast -> forecast.distribution().isPresent())
                .map(forecast -> new ForecastCrossingEstimator.Point(
                        forecast.date(),
                        ForecastQuantiles.of(forecast.distribution().orElseThrow())))
                .toList();
        ForecastCrossingEstimator estimator =
                new ForecastCrossingEstimator(points, forecaster.lastLog10Value(subject.target()));
        List<FirstPassages> passages = passages(subject);
        List<ForecastCrossing> crossings = new ArrayList<>();
        for (int i = 0; i < settings.thresholds().size(); i++) {
            Threshold threshold = settings.thresholds().get(i);
            ForecastCrossingEstimator.CrossingDates dates = passages.isEmpty()
                    ? estimator.crossingDates(threshold)
                    : estimator.crossingDates(threshold, passages.get(i), settings.until());
            crossings.add(new ForecastCrossing(
                    new ForecastCrossing.Key(
                            subject.method().id(), forecasting.metric().id(), subject.target(), threshold),
                    isDefault(subject),
                    dates.status(),
                    dates.median(),
                    dates.interval50(),
                    dates.interval80(),
                    dates.interval95(),
                    trackRecord(Backtest.Mode.HINDSIGHT, subject, dates.median()),
                    trackRecord(Backtest.Mode.REAL_TIME, subject, dates.median()),
                    forecaster.start(subject.method()),
                    coverageEnd));
        }
        return crossings;
    }

    /**
     * By threshold: when paths of the record reach it. Empty for the frontier, for methods without paths, and if there
     * are too few releases.
     */
    private List<FirstPassages> passages(Subject subject) {
        if (subject.target() != ForecastTarget.RECORD
                || !subject.method().shape().isSimulation()) {
            return List.of();
        }
        double[] log10Thresholds = settings.thresholds().stream()
                .mapToDouble(threshold -> StrictMath.log10(threshold.value()))
                .toArray();
        return forecaster
                .passages(subject.method(), forecaster.start(subject.method()), log10Thresholds, settings.until())
                .orElse(List.of());
    }
}
