package org.computetrends.domain;

import java.time.LocalDate;
import org.computetrends.stats.StudentPrediction;
import org.jspecify.annotations.Nullable;

/**
 * An estimate of the training compute of a release that has none. It is not used in trends, frontiers or records. A row
 * of {@code nowcasts}.
 *
 * @param name its name in the source
 * @param publishedOn its date, imputed if known to month or year
 * @param metric the metric of training compute
 * @param isLookAhead whether it uses a benchmark index, which was measured after the release
 * @param fit the regression on the release's known features
 * @param log10Flop predictive distribution of its log10 compute in FLOP; null without a regression
 */
public record Nowcast(
        String releaseId,
        String name,
        LocalDate publishedOn,
        String metric,
        boolean isLookAhead,
        NowcastFit fit,
        @Nullable StudentPrediction log10Flop) {}
