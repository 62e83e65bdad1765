package org.computetrends.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Growth of a product, decomposed into the growth of its factors: slopes of logarithms over the same releases add up.
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
     * @param share the factor's slope divided by the product's; null if either is not fitted or the product does not grow
     * @param shareInterval 95% interval of the share from joint draws; null without draws
     */
    public record Part(
            String decomposition,
            Trend part,
            Trend whole,
            @Nullable Double share,
            @Nullable Quantity shareInterval) {}
}
