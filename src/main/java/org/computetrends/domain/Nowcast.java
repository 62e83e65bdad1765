package org.computetrends.domain;

import java.time.LocalDate;
import org.computetrends.stats.Interval;
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
 * @param estimate of its compute; null without a regression
 */
public record Nowcast(
        String releaseId,
        String name,
        LocalDate publishedOn,
        String metric,
        boolean isLookAhead,
        NowcastFit fit,
        @Nullable Estimate estimate) {

    /**
     * Of log10 of compute in FLOP.
     *
     * @param median its median
     * @param interval80 the 80% interval of one release
     * @param interval95 the 95% interval of one release
     */
    public record Estimate(double median, Interval interval80, Interval interval95) {}
}
