package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A release's value of a metric, with the labels that select it into trends. A row of {@code observations}.
 *
 * @param publishedOn its date, imputed if known to month or year
 * @param yearsSince2000 the date as years since 2000-01-01
 * @param value the value, in the metric's unit
 * @param log10Value the decimal logarithm of the value
 * @param era the id of the era that contains the date, or null if none does
 * @param zScore standard deviations above the mean of its window; null if the values in the window are equal
 * @param scale the scale by the z-score
 * @param frontierRank rank at release among all releases so far, without derivatives, or null below the frontier
 * @param record whether it was larger than every earlier release
 */
public record LabelledObservation(
        String releaseId,
        String metric,
        LocalDate publishedOn,
        double yearsSince2000,
        double value,
        double log10Value,
        @Nullable String era,
        @Nullable Double zScore,
        Scale scale,
        @Nullable Integer frontierRank,
        boolean record) {}
