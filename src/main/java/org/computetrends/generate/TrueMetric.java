package org.computetrends.generate;

import java.io.Serializable;
import java.util.List;

/**
 * The true distribution of a metric.
 *
 * @param column the canonical column of its values
 * @param knownShare the share of releases with a known value, independent of date, scale and value
 * @param lines a line for each era of the settings, in their order: releases of regular scale
 * @param large the line of releases of large scale
 */
public record TrueMetric(String id, String column, double knownShare, List<TrueLine> lines, TrueLine large)
        implements Serializable {

    public TrueMetric {
        lines = List.copyOf(lines);
    }
}
