package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A forecast as it would have been made at an origin, from the releases published before it, and what came.
 *
 * @param key what was forecast, by which method, from when
 * @param n releases of the method's own cohort that it rests on
 * @param status whether there is a forecast and an outcome
 * @param forecast its quantiles, or null where the releases known were too few
 * @param actual the outcome in log10 of the metric's unit, or null where not known or none
 * @param crps the continuous ranked probability score, in OOM, or null unless {@code SCORED}
 * @param calibrationFactor what the 80% interval is stretched by, from the outcomes known at the origin; null where
 *     these are too few
 */
public record Backtest(
        Key key,
        long n,
        Status status,
        @Nullable ForecastQuantiles forecast,
        @Nullable Double actual,
        @Nullable Double crps,
        @Nullable Double calibrationFactor) {

    /** Whether there is a forecast and an outcome. */
    public enum Status {
        SCORED,
        /** The outcome lies after the newest vintage, in part at least. */
        NOT_YET_KNOWN,
        /** No release of the target is dated where it would be. */
        NO_RELEASE,
        /** The releases known at the origin were too few for the method. */
        TOO_FEW_OBSERVATIONS
    }

    /**
     * What was forecast, by which method, from when.
     *
     * @param method the method's id
     * @param metric the metric's id
     * @param target what was forecast
     * @param origin only releases before it were known
     * @param horizonYears years from the origin to the date forecast
     * @param valuesVintage the vintage whose releases and values the forecast rests on
     */
    public record Key(
            String method,
            String metric,
            ForecastTarget target,
            LocalDate origin,
            int horizonYears,
            LocalDate valuesVintage) {

        /** The date forecast. */
        public LocalDate targetDate() {
            return origin.plusYears(horizonYears);
        }
    }

    /**
     * A forecast beside what came.
     *
     * @param forecast the forecast's quantiles
     * @param actual the outcome
     * @param crps the continuous ranked probability score
     * @param calibrationFactor what the 80% interval is stretched by, or null
     */
    public record Scored(
            ForecastQuantiles forecast,
            double actual,
            double crps,
            @Nullable Double calibrationFactor) {

        /** Median less outcome, in OOM: positive where the forecast was too high. */
        public double error() {
            return forecast.error(actual);
        }

        public boolean isIn50() {
            return forecast.isIn50(actual);
        }

        public boolean isIn80() {
            return forecast.isIn80(actual);
        }

        public boolean isIn95() {
            return forecast.isIn95(actual);
        }

        /** Whether the stretched 80% interval holds the outcome; null where there is none. */
        public @Nullable Boolean isInCalibrated80() {
            return calibrationFactor == null ? null : (Boolean) (conformalScore() <= calibrationFactor);
        }

        public double pinball() {
            return forecast.pinball(actual);
        }

        /** The outcome's distance from the median, in the distance of the end of the 80% interval on its side. */
        public double conformalScore() {
            return forecast.stretchTo(actual);
        }
    }

    /** The forecast beside what came, or null unless {@code SCORED}. */
    public @Nullable Scored scored() {
        return forecast == null || actual == null || crps == null
                ? null
                : new Scored(forecast, actual, crps, calibrationFactor);
    }

    /** With the stretch of its 80% interval. */
    public Backtest withCalibrationFactor(double factor) {
        return new Backtest(key, n, status, forecast, actual, crps, factor);
    }
}
