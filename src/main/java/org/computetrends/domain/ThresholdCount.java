package org.computetrends.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The number of releases in a vintage with a value at or above a threshold. A row of {@code threshold_counts}.
 *
 * @param scope which releases the source listed in the vintage, by the id of a {@link VintageScope}
 * @param seam the ids of the {@linkplain Seam seams} since the previous vintage, which are changes of what the source lists;
 *     joined by commas, null if there are none
 * @param threshold the value, in the metric's unit
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
