package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A forecast as it would have been made at an origin, from the releases published before it, and what came.
 *
 * @param key what was forecast, by which method, from when
 * @param start the date that sample paths start on; the origin for methods without paths
 * @param knownTo where coverage of the metric ended in the vintage that the forecast rests on; null where it cannot be said,
 *     and in hindsight
 * @param n releases of the method's own cohort that it rests on
 * @param status whether there is a forecast and an outcome
 * @param forecast its quantiles, or null where the releases known were too few
 * @param actual the outcome in log10 of the metric's unit, or null where not known or none
 * @param crps the continuous ranked probability score, in OOM, or null unless {@code SCORED}
 * @param pit the forecast's probability of a value at or below the outcome, or null likewise
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

    /** Whose values a forecast rests on. */
    public enum Mode {
        /** Those of its own time: origins are vintages. */
        REAL_TIME,
        /** Those of the newest vintage: what was estimated, revised or listed since the origin is known too early. */
        HINDSIGHT;

        /** Its name in tables. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whose values the outcome is taken from. */
    public enum ScoredOn {
        /** The newest vintage's. */
        FINAL,
        /** Those of the first vintage at or after the date on which the outcome was complete. */
        FIRST;

        /** Its name in tables. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What was forecast, by which method, from when.
     *
     * @param method the method's id
     * @param metric the metric's id
     * @param target what was forecast
     * @param mode whose values the forecast rests on
     * @param scoredOn whose values the outcome is taken from
     * @param origin only releases before it were known
     * @param horizonMonths calendar months from the origin to the date forecast
     * @param valuesVintage the vintage whose releases and values the forecast rests on
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

        /** The date forecast. */
        public LocalDate targetDate() {
            return origin.plusMonths(horizonMonths);
        }
    }

    /**
     * A forecast beside what came.
     *
     * @param forecast the forecast's quantiles
     * @param actual the outcome
     * @param crps the continuous ranked probability score
     */
    public record Scored(ForecastQuantiles forecast, double actual, double crps) {

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

        public double pinball() {
            return forecast.pinball(actual);
        }
    }

    /** The forecast beside what came, or null unless {@code SCORED}. */
    public @Nullable Scored scored() {
        return forecast == null || actual == null || crps == null ? null : new Scored(forecast, actual, crps);
    }
}
