package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A release's value of a metric, with the labels that select it into trends. A row of {@code observations}.
 *
 * @param publishedOn the release's date, imputed if known to the month or year
 * @param yearsSince2000 the date as years since 2000-01-01
 * @param value in the metric's unit
 * @param era the id of the era that contains the date, or null if none does
 * @param zScore standard deviations of log10 value above the mean of releases around the date: see {@link ZScoreRule};
 *     null if their values are equal
 * @param frontierRank rank on its date among all releases so far, without derivatives, or null below the frontier
 * @param isRecord whether the release is no derivative, larger than every earlier release, and the largest of its date
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
        boolean isRecord) {}
