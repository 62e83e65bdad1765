package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A forecast of when a threshold is exceeded, under another setting, from another vintage or with another start of the
 * paths. A row of {@code forecast_sensitivity}.
 *
 * @param odds the probability that it is exceeded before a date; its {@code isDefault} says whether the paths start
 *     on the day on which the paths of the vintage's default forecast start
 * @param start the kind of day that the paths start on
 * @param variant the changed setting with its value, or {@link VariedTrend#BASELINE}
 * @param setting the setting, or {@link VariedTrend#BASELINE}
 * @param value the setting's value; null for the baseline
 * @param n frontier releases in the fitted line
 * @param median the day by which half the paths have exceeded the threshold; null if it was observed, if there are too
 *     few releases, or if fewer than half do by the last date
 */
public record ForecastSensitivity(
        Odds odds,
        PathStart start,
        String variant,
        String setting,
        @Nullable String value,
        long n,
        @Nullable LocalDate median) {}
