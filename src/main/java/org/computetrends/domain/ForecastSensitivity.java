package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When a threshold is exceeded, as forecast under another setting, from another vintage or from another start of the paths.
 *
 * @param odds that it is exceeded before a date; the default ones are those whose paths start where those of the vintage's
 *     default forecast do
 * @param start which day of the vintage's data the paths start on
 * @param variant the setting that differs from the run's and its value, or {@link VariedTrend#BASELINE}
 * @param setting that setting, or {@link VariedTrend#BASELINE}
 * @param value its value; null for the baseline
 * @param n releases of the frontier that the line of the paths is fitted to
 * @param median the day by which half the paths have exceeded the threshold; null where that was observed, where releases are
 *     too few, and where fewer than half do by the last of the dates asked
 */
public record ForecastSensitivity(
        Odds odds,
        PathStart start,
        String variant,
        String setting,
        @Nullable String value,
        long n,
        @Nullable LocalDate median) {}
