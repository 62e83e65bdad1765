package org.computetrends.evaluate;

import java.time.LocalDate;
import java.time.Month;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.Forecast;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.Threshold;
import org.jspecify.annotations.Nullable;

/**
 * Says what the backtested methods forecast now, and when they have thresholds reached.
 *
 * <p>The calibrated 80% interval is that of the method, stretched as all of its known outcomes call for. A crossing is the
 * first day on which a quantile, linear in time between half-years, is at the threshold: for records, the calibrated
 * interval of the day on which the threshold is first reached; for the frontier, of the day on which its median is.
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

    /** A forecast's quantiles on a date. */
    private record Point(LocalDate date, ForecastQuantiles quantiles) {}

    /** Forecasts from the date of a vintage, or from the end of the analysis where that is earlier. */
    Result estimate(HeldVintage newest) {
        LocalDate origin = Outcomes.endOf(settings.selection().rules(), newest.date());
        OriginForecaster forecaster = new OriginForecaster(settings, newest, origin);
        List<LocalDate> dates = new ArrayList<>(List.of(origin));
        dates.addAll(halfYears(origin));
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
            double now = now(forecaster.known(subject.target()), subject.target(), origin);
            settings.thresholds().forEach(threshold -> crossings.add(crossing(subject, threshold, now, points(made))));
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

    private static List<Point> points(List<OriginForecaster.Made> made) {
        return made.stream()
                .filter(each -> each.distribution().isPresent())
                .map(each -> new Point(
                        each.date(), ForecastQuantiles.of(each.distribution().orElseThrow())))
                .toList();
    }

    /** The target's value at the origin, by what is known then; not a number where there is none. */
    private double now(Population known, ForecastTarget target, LocalDate origin) {
        return switch (target) {
            case RECORD -> new LargestBefore(known).log10At(origin);
            case FRONTIER -> {
                OptionalDouble median =
                        Outcomes.median(known.between(origin.minusMonths(settings.windowMonths()), origin));
                yield median.orElse(Double.NaN);
            }
        };
    }

    private ForecastCrossing crossing(Subject subject, Threshold threshold, double now, List<Point> points) {
        double height = Math.log10(threshold.value());
        Double factor = factor(subject);
        LocalDate median = firstAtOrAbove(height, points, ForecastQuantiles::median);
        ForecastCrossing.Status status = status(points, now >= height, median);
        boolean hasInterval = status != ForecastCrossing.Status.REACHED && factor != null;
        return new ForecastCrossing(
                new ForecastCrossing.Key(subject.method(), settings.metric().id(), subject.target(), threshold),
                isDefault(subject),
                status,
                ahead(median, points, status == ForecastCrossing.Status.DATED),
                ahead(
                        firstAtOrAbove(height, points, each -> each.highStretched80(factor == null ? 1 : factor)),
                        points,
                        hasInterval),
                ahead(
                        firstAtOrAbove(height, points, each -> each.lowStretched80(factor == null ? 1 : factor)),
                        points,
                        hasInterval),
                records.decisive(subject.method(), subject.target()));
    }

    private static ForecastCrossing.Status status(List<Point> points, boolean isReached, @Nullable LocalDate median) {
        if (isReached) {
            return ForecastCrossing.Status.REACHED;
        }
        if (points.isEmpty()) {
            return ForecastCrossing.Status.TOO_FEW_OBSERVATIONS;
        }
        if (median == null) {
            return ForecastCrossing.Status.NOT_BY_LAST_DATE;
        }
        return ahead(median, points, true) == null ? ForecastCrossing.Status.DUE : ForecastCrossing.Status.DATED;
    }

    /** A date after the origin, which is the first point's, if it is told at all; otherwise null. */
    private static @Nullable LocalDate ahead(@Nullable LocalDate date, List<Point> points, boolean isTold) {
        return isTold && date != null && date.isAfter(points.get(0).date()) ? date : null;
    }

    /** The first day on which a quantile is at a height or above, linear between dates; null where it never is. */
    private static @Nullable LocalDate firstAtOrAbove(
            double height, List<Point> points, ToDoubleFunction<ForecastQuantiles> quantile) {
        for (int i = 0; i < points.size(); i++) {
            double value = quantile.applyAsDouble(points.get(i).quantiles());
            if (value >= height) {
                LocalDate date = points.get(i).date();
                if (i == 0) {
                    return date;
                }
                LocalDate before = points.get(i - 1).date();
                double from = quantile.applyAsDouble(points.get(i - 1).quantiles());
                double days = date.toEpochDay() - (double) before.toEpochDay();
                return before.plusDays((long) Math.ceil(days * (height - from) / (value - from)));
            }
        }
        return null;
    }

    /** The first days of January and July after a date, to the last date forecast. */
    private List<LocalDate> halfYears(LocalDate origin) {
        return LocalDate.of(origin.getYear(), Month.JANUARY, 1)
                .datesUntil(settings.until().plusDays(1), Period.ofMonths(6))
                .filter(date -> date.isAfter(origin))
                .toList();
    }
}
