package org.computetrends.generate;

import java.io.Serializable;
import java.util.List;

/**
 * The frequency of a value in a column.
 *
 * @param share the share of rows, 0 to 1
 */
public record Share(String label, double share) implements Serializable {

    static double sum(List<Share> shares) {
        return shares.stream().mapToDouble(Share::share).sum();
    }
}
