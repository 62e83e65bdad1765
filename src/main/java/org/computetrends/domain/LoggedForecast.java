package org.computetrends.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A default forecast that a run published, to be scored when the outcome is known. A row of {@code forecast_log}.
 *
 * @param statement what is forecast: quantiles or a probability
 * @param start the start of sample paths; the origin for methods without paths
 * @param knownTo the end of the metric's coverage; null if unknown
 */
public record LoggedForecast(
        String metric,
        Statement statement,
        LocalDate targetDate,
        String method,
        LocalDate origin,
        LocalDate start,
        @Nullable LocalDate knownTo) {

    /** A forecast of a target's value on a date. */
    public sealed interface Statement {

        /** The kind of statement, as in the column {@code item}: {@code quantiles} or {@code odds}. */
        String item();

        /**
         * The target or the threshold, as in the column {@code subject}. A run has one forecast of a subject for each
         * item, metric and date.
         */
        String subject();

        /** The target whose value is the outcome, or decides it. */
        ForecastTarget target();

        /**
         * The outcome if the target has this value: the value itself for quantiles; for odds, 1 at the threshold or
         * above, else 0.
         */
        double outcome(double log10Value);
    }

    /** The quantiles of a target. */
    public record Quantiles(ForecastTarget target, ForecastQuantiles quantiles) implements Statement {
        public static final String ITEM = "quantiles";

        @Override
        public String item() {
            return ITEM;
        }

        @Override
        public String subject() {
            return target.id();
        }

        @Override
        public double outcome(double log10Value) {
            return log10Value;
        }
    }

    /**
     * The probability that a release published before the date is at a threshold or above.
     *
     * @param threshold in the metric's unit, positive
     * @param probability from 0 to 1
     */
    public record OddsStatement(double threshold, double probability) implements Statement {
        public static final String ITEM = "odds";

        public OddsStatement {
            if (!(threshold > 0 && Double.isFinite(threshold) && probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("threshold " + threshold + " with probability " + probability);
            }
        }

        @Override
        public String item() {
            return ITEM;
        }

        /** The threshold in scientific form with all its digits, such as {@code 1e27}. */
        @Override
        public String subject() {
            BigDecimal plain = BigDecimal.valueOf(threshold).stripTrailingZeros();
            String digits = plain.unscaledValue().toString();
            return digits.charAt(0)
                    + (digits.length() == 1 ? "" : "." + digits.substring(1))
                    + "e"
                    + (plain.precision() - plain.scale() - 1);
        }

        @Override
        public ForecastTarget target() {
            return ForecastTarget.RECORD;
        }

        @Override
        public double outcome(double log10Value) {
            return log10Value >= Math.log10(threshold) ? 1 : 0;
        }
    }

    /**
     * The default forecasts and odds of a run for future events, under the scenario in which growth continues.
     *
     * @param vintage the analysed vintage; odds from older ones are not logged
     */
    public static List<LoggedForecast> of(List<Forecast> forecasts, List<Odds> odds, LocalDate vintage) {
        List<LoggedForecast> log = new ArrayList<>();
        for (Forecast forecast : forecasts) {
            Forecast.Key key = forecast.key();
            ForecastQuantiles quantiles = forecast.quantiles();
            boolean isLogged = forecast.isDefault()
                    && key.scenario().equals(Scenario.CONTINUE)
                    && key.targetDate().isAfter(forecast.origin());
            if (isLogged && quantiles != null) {
                log.add(new LoggedForecast(
                        key.metric(),
                        new Quantiles(key.target(), quantiles),
                        key.targetDate(),
                        key.method(),
                        forecast.origin(),
                        forecast.start(),
                        forecast.knownTo()));
            }
        }
        for (Odds answer : odds) {
            Odds.Key key = answer.key();
            Double probability = answer.probability();
            boolean isLogged = answer.isDefault()
                    && answer.status() == Odds.Status.FORECAST
                    && key.event() == Odds.Event.PUBLISHED
                    && key.scenario().equals(Scenario.CONTINUE)
                    && key.originVintage().equals(vintage);
            if (isLogged && probability != null) {
                log.add(new LoggedForecast(
                        key.metric(),
                        new OddsStatement(key.threshold(), probability),
                        key.before(),
                        key.method(),
                        key.originVintage(),
                        answer.start(),
                        answer.knownTo()));
            }
        }
        return List.copyOf(log);
    }
}
