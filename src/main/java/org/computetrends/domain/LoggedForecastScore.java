package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A published forecast and its outcome. A row of {@code forecast_log_scores}.
 *
 * @param outcome for quantiles, the target's value in log10 of the metric's unit; for odds, 1 if the event happened, or
 *     0
 * @param isProvisional whether the outcome became known less than a year before the vintage that gives it, so that it
 *     may still change
 */
public record LoggedForecastScore(PublishedForecast published, double outcome, boolean isProvisional) {

    /** A forecast, with the vintage and the id of the run that published it. */
    public record PublishedForecast(LocalDate vintage, String runId, LoggedForecast forecast) {}

    /** The published quantiles; null for odds. */
    public @Nullable ForecastQuantiles quantiles() {
        return published.forecast().statement() instanceof LoggedForecast.Quantiles statement
                ? statement.quantiles()
                : null;
    }

    /** The published probability; null for quantiles. */
    public @Nullable Double probability() {
        return published.forecast().statement() instanceof LoggedForecast.OddsStatement statement
                ? Double.valueOf(statement.probability())
                : null;
    }

    /** The squared difference of probability and outcome: 0 is best; null for quantiles. */
    public @Nullable Double brier() {
        Double probability = probability();
        return probability == null ? null : Double.valueOf((probability - outcome) * (probability - outcome));
    }
}
