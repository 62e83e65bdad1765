package org.computetrends.project;

import java.time.LocalDate;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.Crossing.DateInterval;
import org.computetrends.domain.LargestSoFar;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.stats.InversePrediction;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;

/** Dates the crossing of a threshold by a trend, by inverse prediction with Fieller's intervals. */
final class CrossingEstimator {
    private final TimeScale timeScale;

    CrossingEstimator(TimeScale timeScale) {
        this.timeScale = timeScale;
    }

    Crossing estimate(Trend trend, @Nullable LargestSoFar firstObserved, TrendProjector.Threshold threshold) {
        Trend.Estimate estimate = trend.estimate();
        if (estimate == null) {
            return undated(trend, firstObserved, threshold, Crossing.Status.NO_FIT);
        }
        LineFit line = estimate.line();
        if (line.slope() <= 0) {
            return undated(trend, firstObserved, threshold, Crossing.Status.NOT_GROWING);
        }
        double value = Math.log10(threshold.value());
        InversePrediction line95 = line.whenLineReaches(value, 0.95);
        if (!timeScale.isDate(line95.estimate())) {
            return undated(trend, firstObserved, threshold, Crossing.Status.BEYOND_CALENDAR);
        }
        return new Crossing(
                trend.specification().metric().id(),
                trend.specification().cohort().id(),
                TrendProjector.CONTINUE,
                threshold.value(),
                threshold.label(),
                status(line95),
                firstObserved,
                timeScale.dateAt(line95.estimate()),
                dates(line.whenLineReaches(value, 0.80)),
                dates(line95),
                dates(line.whenReleaseReaches(value, 0.80)),
                dates(line.whenReleaseReaches(value, 0.95)));
    }

    private Crossing.Status status(InversePrediction line95) {
        if (line95.shape() != InversePrediction.Shape.BOUNDED) {
            return Crossing.Status.UNBOUNDED;
        }
        return timeScale.isDate(line95.low()) && timeScale.isDate(line95.high())
                ? Crossing.Status.BOUNDED
                : Crossing.Status.INTERVAL_BEYOND_CALENDAR;
    }

    private static Crossing undated(
            Trend trend,
            @Nullable LargestSoFar firstObserved,
            TrendProjector.Threshold threshold,
            Crossing.Status status) {
        return new Crossing(
                trend.specification().metric().id(),
                trend.specification().cohort().id(),
                TrendProjector.CONTINUE,
                threshold.value(),
                threshold.label(),
                status,
                firstObserved,
                null,
                DateInterval.NONE,
                DateInterval.NONE,
                DateInterval.NONE,
                DateInterval.NONE);
    }

    private DateInterval dates(InversePrediction prediction) {
        return prediction.shape() == InversePrediction.Shape.BOUNDED
                ? new DateInterval(dateOrNull(prediction.low()), dateOrNull(prediction.high()))
                : DateInterval.NONE;
    }

    private @Nullable LocalDate dateOrNull(double time) {
        return timeScale.isDate(time) ? timeScale.dateAt(time) : null;
    }
}
