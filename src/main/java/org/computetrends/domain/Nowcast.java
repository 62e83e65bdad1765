package org.computetrends.domain;

import java.time.LocalDate;
import org.computetrends.stats.StudentPrediction;
import org.jspecify.annotations.Nullable;

/**
 * An estimate of the training compute of a release whose compute is unknown. It is not used in trends, frontiers or
 * records. A row of {@code nowcasts}.
 *
 * @param name the release's name in the source
 * @param publishedOn the release's date, imputed if known to the month or year
 * @param metric the metric of training compute
 * @param isLookAhead whether the estimate uses the benchmark index, which is measured after the release
 * @param fit which of the release's features are known, and the regression of compute on them or why there is none
 * @param log10Flop predictive distribution of log10 compute in FLOP; null if there is no regression
 */
public record Nowcast(
        String releaseId,
        String name,
        LocalDate publishedOn,
        String metric,
        boolean isLookAhead,
        NowcastFit fit,
        @Nullable StudentPrediction log10Flop) {}
