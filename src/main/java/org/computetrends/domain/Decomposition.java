package org.computetrends.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decomposition of the growth of a metric that is a product into the growth of its factors. Over the same releases,
 * the log slopes of the factors add up to the product's.
 *
 * @param whole the product's trend
 * @param parts the factors' trends, over the same releases
 */
public record Decomposition(String id, TrendKey whole, List<TrendKey> parts) {
    public Decomposition {
        parts = List.copyOf(parts);
    }

    /**
     * One factor's share of the growth.
     *
     * @param part the factor's trend
     * @param whole the product's trend
     * @param share the factor's slope divided by the product's; null unless both are fitted and the product grows
     * @param shareInterval median and 95% interval of the share, over bootstrap draws that resample the same releases
     *     for both trends; null without such draws
     */
    public record Part(
            String decomposition,
            Trend part,
            Trend whole,
            @Nullable Double share,
            @Nullable MedianAndInterval shareInterval) {}
}
