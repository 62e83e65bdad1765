package org.computetrends.generate;

import java.io.Serializable;
import java.util.List;

/** A label, and the share of releases or organizations that have it, from 0 to 1. */
public record Share(String label, double share) implements Serializable {

    static double sum(List<Share> shares) {
        return shares.stream().mapToDouble(Share::share).sum();
    }
}
