package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A forecast as it was published, and what came.
 *
 * @param published the forecast, and who published it
 * @param outcome of quantiles the target's value, in log10 of the metric's unit; of odds 1 where it happened and 0 where not
 * @param isProvisional whether the date forecast is less than a year before the vintage that the outcome is taken from: values
 *     of such releases are still arriving
 */
public record ForecastLogScore(Published published, double outcome, boolean isProvisional) {

    /**
     * A forecast, and who published it.
     *
     * @param vintage the vintage that the run analysed
     * @param runId the run
     * @param forecast what it published
     */
    public record Published(LocalDate vintage, String runId, LoggedForecast forecast) {}

    /** The quantiles that were published; null where odds were. */
    public @Nullable ForecastQuantiles quantiles() {
        return published.forecast().statement() instanceof LoggedForecast.Quantiles said ? said.quantiles() : null;
    }

    /** The probability that was published; null where quantiles were. */
    public @Nullable Double probability() {
        return published.forecast().statement() instanceof LoggedForecast.Exceedance said
                ? (Double) said.probability()
                : null;
    }

    /** The squared distance of the probability from what came: 0 is best; null where quantiles were published. */
    public @Nullable Double brier() {
        Double probability = probability();
        return probability == null ? null : (Double) ((probability - outcome) * (probability - outcome));
    }
}
