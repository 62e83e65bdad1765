package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When a backtested method has a target reach a threshold.
 *
 * @param key what reaches which threshold, and by which method
 * @param isDefault whether the method is the one to believe where nothing else is said
 * @param status whether there is a date
 * @param median the first day from the origin on which the forecast's median is at the threshold or above; null where it
 *     is not by the last date, or the target is there already
 * @param earliest the first such day of the upper end of the calibrated 80% interval; null likewise, and where nothing is
 *     calibrated
 * @param latest the first such day of its lower end; null likewise
 * @param trackRecord how the method's forecasts of the target fared at the horizon that decides; null where not scored
 * @param knownTo where coverage of the metric ends; null where it cannot be said
 */
public record ForecastCrossing(
        Key key,
        boolean isDefault,
        Status status,
        @Nullable LocalDate median,
        @Nullable LocalDate earliest,
        @Nullable LocalDate latest,
        @Nullable BacktestSummary trackRecord,
        @Nullable LocalDate knownTo) {

    /** With the date where a vintage's coverage of the metric ends. */
    public ForecastCrossing within(Coverage coverage, LocalDate vintage) {
        return new ForecastCrossing(
                key, isDefault, status, median, earliest, latest, trackRecord, coverage.end(vintage, key.metric()));
    }

    /**
     * What reaches which threshold.
     *
     * @param method the method's id
     * @param metric the metric's id
     * @param target what reaches it
     * @param threshold the value reached
     */
    public record Key(String method, String metric, ForecastTarget target, Threshold threshold) {}

    /** Whether there is a date. */
    public enum Status {
        DATED,
        /** The target's value at the origin is at the threshold or above. */
        REACHED,
        /** The median is at the threshold or above at the origin, but the target is not. */
        DUE,
        /** The median is below the threshold on the last date forecast. */
        NOT_BY_LAST_DATE,
        /** The releases known are too few for the method. */
        TOO_FEW_OBSERVATIONS
    }
}
