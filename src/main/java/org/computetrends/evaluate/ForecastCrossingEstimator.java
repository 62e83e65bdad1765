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
 * Estimates when a method's forecasts of a target cross thresholds: the first day on which a quantile is at or above
 * the threshold. Quantiles are interpolated linearly between dates. If the target is the record, this is the day on
 * which a release first reaches the threshold; if it is the frontier, the day on which the median of its releases does.
 *
 * @param points the forecasts in order of date, the first at the origin; empty if there are too few releases
 * @param lastLog10Value the last known value of the target, in log10 of the metric's unit
 */
record ForecastCrossingEstimator(List<Point> points, OptionalDouble lastLog10Value) {

    /** The forecast quantiles on a date. */
    record Point(LocalDate date, ForecastQuantiles quantiles) {}

    /**
     * The crossing dates of quantiles. A date is null if the quantile does not reach the threshold by the last date, if
     * the target has already reached it, or if there is no forecast.
     */
    record CrossingDates(
            ForecastCrossing.Status status,
            @Nullable LocalDate median,
            DateInterval interval50,
            DateInterval interval80,
            DateInterval interval95) {}

    /**
     * The crossing dates of a threshold by the quantiles. High quantiles cross first, so they give the start of an
     * interval.
     */
    CrossingDates crossingDates(Threshold threshold) {
        double log10Threshold = StrictMath.log10(threshold.value());
        return crossingDates(
                log10Threshold,
                firstAtOrAbove(log10Threshold, ForecastQuantiles::median),
                interval(log10Threshold, ForecastQuantiles::p75, ForecastQuantiles::p25),
                interval(log10Threshold, ForecastQuantiles::p90, ForecastQuantiles::p10),
                interval(log10Threshold, ForecastQuantiles::p975, ForecastQuantiles::p025));
    }

    /**
     * The crossing dates by sample paths of the record, which never falls: quantiles of the days on which paths reach
     * the threshold. Days after {@code until} count as never. {@link #points} must not be empty.
     */
    CrossingDates crossingDates(Threshold threshold, FirstPassages passages, LocalDate until) {
        LocalDate origin = points.get(0).date();
        LocalDate median = passages.date(0.5, until);
        // Paths may start before the origin. The median is dated from the origin on, interval ends from the start.
        return crossingDates(
                StrictMath.log10(threshold.value()),
                median != null && median.isBefore(origin) ? origin : median,
                passages.interval(0.25, 0.75, until),
                passages.interval(0.10, 0.90, until),
                passages.interval(0.025, 0.975, until));
    }

    private CrossingDates crossingDates(
            double log10Threshold,
            @Nullable LocalDate median,
            DateInterval interval50,
            DateInterval interval80,
            DateInterval interval95) {
        ForecastCrossing.Status status = status(log10Threshold, median);
        return switch (status) {
            case DATED, DUE, NOT_BY_LAST_DATE -> new CrossingDates(status, median, interval50, interval80, interval95);
            case REACHED, TOO_FEW_OBSERVATIONS ->
                new CrossingDates(status, null, DateInterval.NONE, DateInterval.NONE, DateInterval.NONE);
        };
    }

    private DateInterval interval(
            double log10Threshold,
            ToDoubleFunction<ForecastQuantiles> first,
            ToDoubleFunction<ForecastQuantiles> last) {
        return new DateInterval(firstAtOrAbove(log10Threshold, first), firstAtOrAbove(log10Threshold, last));
    }

    /**
     * {@code REACHED}: the last known value is at or above the threshold. {@code DUE}: the median is at the origin, but
     * the last known value is not.
     */
    private ForecastCrossing.Status status(double log10Threshold, @Nullable LocalDate median) {
        if (lastLog10Value.isPresent() && lastLog10Value.getAsDouble() >= log10Threshold) {
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

    /** The first day on which a quantile is at or above a threshold; null if it never is. */
    private @Nullable LocalDate firstAtOrAbove(double log10Threshold, ToDoubleFunction<ForecastQuantiles> quantile) {
        for (int i = 0; i < points.size(); i++) {
            double log10Value = quantile.applyAsDouble(points.get(i).quantiles());
            if (log10Value >= log10Threshold) {
                LocalDate date = points.get(i).date();
                if (i == 0) {
                    return date;
                }
                LocalDate previousDate = points.get(i - 1).date();
                double previous = quantile.applyAsDouble(points.get(i - 1).quantiles());
                double days = date.toEpochDay() - (double) previousDate.toEpochDay();
                return previousDate.plusDays(
                        (long) Math.ceil(days * (log10Threshold - previous) / (log10Value - previous)));
            }
        }
        return null;
    }
}
