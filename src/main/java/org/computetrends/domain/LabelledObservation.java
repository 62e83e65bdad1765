package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A release's value of a metric, with the labels that select it into trends.
 *
 * @param releaseId whose it is
 * @param metric the metric's id
 * @param publishedOn its date, imputed if known to month or year
 * @param yearsSince2000 that date as years since 2000-01-01
 * @param value in the metric's unit
 * @param log10Value its decimal logarithm
 * @param era the id of the era that holds the date, or null outside all
 * @param zScore standard deviations above the releases of its window, or null for lack of any
 * @param scale where it stands among them
 * @param frontierRank rank at release among all so far, derivatives apart, or null below the frontier
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
