package org.computetrends.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A default forecast that a run published, to be scored when the outcome is known. A row of {@code forecast_log}.
 *
 * @param statement the quantiles or probability
 * @param origin only releases before it were known
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

    /** A statement about a date. */
    public sealed interface Statement {

        /** The kind in tables. */
        String item();

        /** The subject, unique for a kind, a metric and a date. */
        String subject();

        /** The target whose value decides it. */
        ForecastTarget target();

        /** The outcome for a known value: the value itself for quantiles, 1 or 0 for odds. */
        double outcome(double log10Value);
    }

    /**
     * The quantiles of a target.
     *
     * @param quantiles its quantiles, in log10 of the metric's unit
     */
    public record Quantiles(ForecastTarget target, ForecastQuantiles quantiles) implements Statement {
        /** The item of every statement of this kind. */
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
     * @param threshold the threshold, in the metric's unit, positive
     * @param probability the probability, from 0 to 1
     */
    public record Exceedance(double threshold, double probability) implements Statement {
        /** The item of every statement of this kind. */
        public static final String ITEM = "odds";

        public Exceedance {
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
        return Stream.concat(
                        forecasts.stream()
                                .filter(forecast -> forecast.isDefault()
                                        && forecast.key().scenario().equals(Scenario.CONTINUE)
                                        && forecast.key().targetDate().isAfter(forecast.origin()))
                                .flatMap(LoggedForecast::of),
                        odds.stream()
                                .filter(answer -> answer.isDefault() && isOfFuture(answer.key(), vintage))
                                .flatMap(LoggedForecast::of))
                .toList();
    }

    private static boolean isOfFuture(Odds.Key key, LocalDate vintage) {
        return key.event() == Odds.Event.PUBLISHED
                && key.scenario().equals(Scenario.CONTINUE)
                && key.originVintage().equals(vintage);
    }

    private static Stream<LoggedForecast> of(Forecast forecast) {
        Forecast.Key key = forecast.key();
        ForecastQuantiles quantiles = forecast.quantiles();
        return quantiles == null
                ? Stream.empty()
                : Stream.of(new LoggedForecast(
                        key.metric(),
                        new Quantiles(key.target(), quantiles),
                        key.targetDate(),
                        key.method(),
                        forecast.origin(),
                        forecast.start(),
                        forecast.knownTo()));
    }

    private static Stream<LoggedForecast> of(Odds answer) {
        Odds.Key key = answer.key();
        Double probability = answer.probability();
        return answer.status() != Odds.Status.FORECAST || probability == null
                ? Stream.empty()
                : Stream.of(new LoggedForecast(
                        key.metric(),
                        new Exceedance(key.threshold(), probability),
                        key.before(),
                        key.method(),
                        key.originVintage(),
                        answer.start(),
                        answer.knownTo()));
    }
}
