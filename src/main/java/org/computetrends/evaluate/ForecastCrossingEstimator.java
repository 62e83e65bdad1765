package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.computetrends.domain.Crossing.DateInterval;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.Threshold;
import org.computetrends.forecast.FirstPassages;
import org.jspecify.annotations.Nullable;

/**
 * Estimates when a method's forecasts of a target cross thresholds: the first day on which a quantile, interpolated
 * linearly between dates, is at the threshold. For records this gives intervals of the day on which the threshold is
 * first reached; for the frontier, intervals of the day on which its median reaches it.
 *
 * @param points the forecasts in order of date, the first at the origin
 * @param lastLog10Value the last known value of the target, in log10 of the metric's unit
 */
record ForecastCrossingEstimator(List<Point> points, OptionalDouble lastLog10Value) {

    /** The forecast quantiles on a date. */
    record Point(LocalDate date, ForecastQuantiles quantiles) {}

    /**
     * Crossing dates by quantile, earliest first. Null if a quantile never reaches the threshold, if the target has
     * reached it, or without a forecast.
     */
    record CrossingDates(
            ForecastCrossing.Status status,
            @Nullable LocalDate median,
            DateInterval interval50,
            DateInterval interval80,
            DateInterval interval95) {}

    /** The crossing dates of a threshold by the quantiles. */
    CrossingDates crossingDates(Threshold threshold) {
        double height = Math.log10(threshold.value());
        return crossingDates(
                height,
                firstAtOrAbove(height, ForecastQuantiles::median),
                interval(height, ForecastQuantiles::p75, ForecastQuantiles::p25),
                interval(height, ForecastQuantiles::p90, ForecastQuantiles::p10),
                interval(height, ForecastQuantiles::p975, ForecastQuantiles::p025));
    }

    /** The crossing dates of non-decreasing paths, to the day, from the day on which they start until a last day. */
    CrossingDates crossingDates(Threshold threshold, FirstPassages passages, LocalDate until) {
        LocalDate origin = points.get(0).date();
        LocalDate median = passages.date(0.5, until);
        return crossingDates(
                Math.log10(threshold.value()),
                median != null && median.isBefore(origin) ? origin : median,
                passages.interval(0.25, 0.75, until),
                passages.interval(0.10, 0.90, until),
                passages.interval(0.025, 0.975, until));
    }

    private CrossingDates crossingDates(
            double height,
            @Nullable LocalDate median,
            DateInterval interval50,
            DateInterval interval80,
            DateInterval interval95) {
        ForecastCrossing.Status status = status(height, median);
        return switch (status) {
            case DATED, DUE, NOT_BY_LAST_DATE -> new CrossingDates(status, median, interval50, interval80, interval95);
            case REACHED, TOO_FEW_OBSERVATIONS ->
                new CrossingDates(status, null, DateInterval.NONE, DateInterval.NONE, DateInterval.NONE);
        };
    }

    private DateInterval interval(
            double height, ToDoubleFunction<ForecastQuantiles> first, ToDoubleFunction<ForecastQuantiles> last) {
        return new DateInterval(firstAtOrAbove(height, first), firstAtOrAbove(height, last));
    }

    private ForecastCrossing.Status status(double height, @Nullable LocalDate median) {
        if (lastLog10Value.isPresent() && lastLog10Value.getAsDouble() >= height) {
            return ForecastCrossing.Status.REACHED;
        }
        if (points.isEmpty()) {
            return ForecastCrossing.Status.TOO_FEW_OBSERVATIONS;
        }
        if (median == null) {
            return ForecastCrossing.Status.NOT_BY_LAST_DATE;
        }
        return median.isAfter(points.get(0).date()) ? ForecastCrossing.Status.DATED : ForecastCrossing.Status.DUE;
    }

    /** The first day on which a quantile is at or above a height; null if it never is. */
    private @Nullable LocalDate firstAtOrAbove(double height, ToDoubleFunction<ForecastQuantiles> quantile) {
        for (int i = 0; i < points.size(); i++) {
            double log10Value = quantile.applyAsDouble(points.get(i).quantiles());
            if (log10Value >= height) {
                LocalDate date = points.get(i).date();
                if (i == 0) {
                    return date;
                }
                LocalDate previousDate = points.get(i - 1).date();
                double previous = quantile.applyAsDouble(points.get(i - 1).quantiles());
                double days = date.toEpochDay() - (double) previousDate.toEpochDay();
                return previousDate.plusDays((long) Math.ceil(days * (height - previous) / (log10Value - previous)));
            }
        }
        return null;
    }
}
