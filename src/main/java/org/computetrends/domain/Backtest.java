package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A forecast from the releases before a past origin, with its outcome and scores. A row of {@code backtests}.
 *
 * @param start the start of sample paths; the origin for methods without paths
 * @param knownTo the end of the metric's coverage in {@code valuesVintage}; null if unknown, and in hindsight
 * @param n the number of releases of the method's cohort that the forecast uses
 * @param forecast null if too few releases were known
 * @param actual the outcome in log10 of the metric's unit, or null if it is not yet known, or no release determines it
 * @param crps the continuous ranked probability score, in OOM, or null unless {@code SCORED}
 * @param pit the forecast's probability of a value at or below the outcome, or null unless {@code SCORED}
 * @param isProvisional whether the forecast date is less than a year before the vintage that gives the outcome; false
 *     for {@link ScoredOn#FIRST}
 */
public record Backtest(
        Key key,
        LocalDate start,
        @Nullable LocalDate knownTo,
        long n,
        Status status,
        @Nullable ForecastQuantiles forecast,
        @Nullable Double actual,
        @Nullable Double crps,
        @Nullable Double pit,
        boolean isProvisional) {

    /** Outcomes are provisional for this many years, because values are reported late. */
    public static final int PROVISIONAL_YEARS = 1;

    public enum Status {
        SCORED,
        /** The outcome is at least partly after the newest vintage. */
        NOT_YET_KNOWN,
        /** No release determines the target's value on the date. */
        NO_RELEASE,
        /** Too few releases were known at the origin for the method. */
        TOO_FEW_OBSERVATIONS
    }

    public enum Mode implements Identified {
        /** The values known at the origin: origins are vintages. */
        REAL_TIME,
        /** The values of the newest vintage, including estimates, revisions and listings from after the origin. */
        HINDSIGHT
    }

    public enum ScoredOn implements Identified {
        /** The values of the newest vintage. */
        FINAL,
        /** The values of the first vintage at or after the date on which the outcome was complete. */
        FIRST
    }

    /**
     * The target, method and origin of a forecast.
     *
     * @param mode the values that the forecast uses
     * @param scoredOn the values that give the outcome
     * @param origin only releases before it were known
     * @param horizonMonths calendar months from the origin to the forecast date
     * @param valuesVintage the vintage whose releases and values the forecast uses
     */
    public record Key(
            String method,
            String metric,
            ForecastTarget target,
            Mode mode,
            ScoredOn scoredOn,
            LocalDate origin,
            int horizonMonths,
            LocalDate valuesVintage) {

        public LocalDate targetDate() {
            return origin.plusMonths(horizonMonths);
        }
    }

    /** The forecast, outcome and score of a backtest that has all three. */
    public record ScoredForecast(ForecastQuantiles forecast, double actual, double crps) {

        /** Median minus outcome, in OOM: positive if the forecast was too high. */
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

        public double pinball() {
            return forecast.pinball(actual);
        }
    }

    /** The forecast with its outcome, or null unless {@code SCORED}. */
    public @Nullable ScoredForecast scoredForecast() {
        return forecast == null || actual == null || crps == null ? null : new ScoredForecast(forecast, actual, crps);
    }
}
