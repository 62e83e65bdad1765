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
public record TrueMetric(String id, String column, double knownShare, List<Line> lines, Line large)
        implements Serializable {

    public TrueMetric {
        lines = List.copyOf(lines);
    }

    /**
     * A line that log10 values scatter around.
     *
     * @param log10Value the line at a time, in log10 of the metric's unit
     * @param atYears that time, in years since 2000-01-01
     * @param slopeOomPerYear its slope, in orders of magnitude per year
     * @param standardDeviationOom standard deviation of values around it, in orders of magnitude
     */
    public record Line(double log10Value, double atYears, double slopeOomPerYear, double standardDeviationOom)
            implements Serializable {
        double log10ValueAt(double yearsSince2000) {
            return log10Value + slopeOomPerYear * (yearsSince2000 - atYears);
        }
    }
}
