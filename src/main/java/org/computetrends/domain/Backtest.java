package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A forecast as it would have been made at an origin, from the releases published before it, and its outcome. A row of
 * {@code backtests}.
 *
 * @param start the start of sample paths; the origin for methods without paths
 * @param knownTo the end of the metric's coverage in the vintage that the forecast uses; null if unknown, and in hindsight
 * @param n releases of the method's own cohort that it uses
 * @param forecast its quantiles, or null if too few releases were known
 * @param actual the outcome in log10 of the metric's unit, or null if unknown or there is none
 * @param crps the continuous ranked probability score, in OOM, or null unless {@code SCORED}
 * @param pit the forecast's probability of a value at or below the outcome, or null unless {@code SCORED}
 * @param isProvisional whether the outcome is younger than a year in the vintage that it is taken from
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

    /** Outcomes younger than this are provisional, because values are reported late. */
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
        /** The values of the newest vintage: later estimates, revisions and listings are known too early. */
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

    /**
     * A forecast with its outcome.
     *
     * @param actual the outcome
     * @param crps the continuous ranked probability score
     */
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
    public @Nullable ScoredForecast scored() {
        return forecast == null || actual == null || crps == null ? null : new ScoredForecast(forecast, actual, crps);
    }
}
