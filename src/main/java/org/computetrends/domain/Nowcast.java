package org.computetrends.domain;

import java.time.LocalDate;
import org.computetrends.stats.StudentPrediction;
import org.jspecify.annotations.Nullable;

/**
 * An estimate of the training compute of a release that has none. It is in no trend, frontier or record.
 *
 * @param releaseId the release
 * @param name what the source calls it
 * @param publishedOn its date, imputed where known to its month or year
 * @param metric the metric of training compute
 * @param isLookAhead whether it rests on a benchmark index, which was measured after the release
 * @param fit the regression that it rests on, by what is known of the release
 * @param log10Flop log10 of its compute in FLOP, as one release has it; null without a regression
 */
public record Nowcast(
        String releaseId,
        String name,
        LocalDate publishedOn,
        String metric,
        boolean isLookAhead,
        NowcastFit fit,
        @Nullable StudentPrediction log10Flop) {}
