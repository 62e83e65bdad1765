package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The number of releases in a vintage with a value at or above a threshold. A row of {@code threshold_counts}.
 *
 * @param scope the id of the {@link VintageScope} that the source listed
 * @param seam the ids of the {@linkplain Seam seams} since the previous vintage, joined by commas; null for none
 * @param threshold in the metric's unit
 * @param atLeast the number of releases with a value at or above the threshold
 * @param withValue the number of releases with any value
 */
public record ThresholdCount(
        LocalDate vintage,
        String scope,
        @Nullable String seam,
        String metric,
        double threshold,
        long atLeast,
        long withValue) {}
