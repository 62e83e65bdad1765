package org.computetrends.forecast;

import java.time.LocalDate;
import org.computetrends.domain.Crossing.DateInterval;
import org.computetrends.domain.Crossing.LineCrossing;
import org.computetrends.domain.Crossing.LineStatus;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.stats.Interval;
import org.computetrends.stats.InversePrediction;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;

/**
 * Estimates when a trend's line reaches a threshold, by inverse prediction. Classical standard errors are scaled so
 * that the slope's 95% interval is as wide as the published one.
 */
record LineCrossingEstimator(TimeScale timeScale) {

    /** When a trend's line reaches a height in OOM. */
    LineCrossing estimate(Trend trend, double height) {
        Trend.Estimate estimate = trend.estimate();
        if (estimate == null) {
            return LineCrossing.none(LineStatus.NO_FIT);
        }
        LineFit line = estimate.line();
        if (line.slope() <= 0) {
            return LineCrossing.none(LineStatus.NOT_GROWING);
        }
        double errorRatio = errorRatio(estimate);
        InversePrediction line95 = line.whenLineReaches(height, 0.95, errorRatio);
        return timeScale.isInCalendar(line95.estimate())
                ? new LineCrossing(
                        status(line95),
                        timeScale.dateAt(line95.estimate()),
                        dates(line.whenLineReaches(height, 0.80, errorRatio)),
                        dates(line95))
                : LineCrossing.none(LineStatus.BEYOND_CALENDAR);
    }

    /** The width of the slope's published 95% interval, divided by the classical width; 1 if the latter is zero. */
    private static double errorRatio(Trend.Estimate estimate) {
        Interval classical = estimate.line().slopeInterval(0.95);
        double width = classical.high() - classical.low();
        return width > 0 ? (estimate.interval().high() - estimate.interval().low()) / width : 1;
    }

    private LineStatus status(InversePrediction line95) {
        if (line95.shape() != InversePrediction.Shape.BOUNDED) {
            return LineStatus.UNBOUNDED;
        }
        return timeScale.isInCalendar(line95.low()) && timeScale.isInCalendar(line95.high())
                ? LineStatus.BOUNDED
                : LineStatus.INTERVAL_BEYOND_CALENDAR;
    }

    private DateInterval dates(InversePrediction prediction) {
        return prediction.shape() == InversePrediction.Shape.BOUNDED
                ? new DateInterval(dateOrNull(prediction.low()), dateOrNull(prediction.high()))
                : DateInterval.NONE;
    }

    private @Nullable LocalDate dateOrNull(double time) {
        return timeScale.isInCalendar(time) ? timeScale.dateAt(time) : null;
    }
}
