package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A forecast of when a threshold is reached or exceeded, under another setting, from another vintage or with another
 * start of the paths. A row of {@code forecast_sensitivity}.
 *
 * @param odds the probability that the threshold is reached or exceeded before a date. {@code odds.isDefault()}:
 *     whether these paths start on the same day as the paths of the vintage's default forecast
 * @param start how the first day of the paths, {@code odds.start()}, was chosen
 * @param variant the changed setting with its value, or {@link VariedTrend#BASELINE}
 * @param setting the setting, or {@link VariedTrend#BASELINE}
 * @param value the setting's value; null for the baseline
 * @param n frontier releases in the fitted line
 * @param median the day by which half of the paths have reached the threshold; null if a release already has, if there
 *     are too few releases, or if fewer than half of the paths reach it by the last date
 */
public record ForecastSensitivity(
        Odds odds,
        PathStart start,
        String variant,
        String setting,
        @Nullable String value,
        long n,
        @Nullable LocalDate median) {}
