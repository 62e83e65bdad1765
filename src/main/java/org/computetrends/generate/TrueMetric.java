package org.computetrends.generate;

import java.io.Serializable;
import java.util.List;

/**
 * The true distribution of a metric's values, from which synthetic releases are drawn.
 *
 * @param column the canonical column of the values
 * @param knownShare the share of releases with a known value, independent of date, scale and value
 * @param lines the lines of releases of regular scale, one for each era of the settings, in the same order
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
     * @param log10Value the line at {@code referenceYears}, in log10 of the metric's unit
     * @param referenceYears in years since 2000-01-01
     * @param standardDeviationOom standard deviation of log10 values around the line
     */
    public record Line(double log10Value, double referenceYears, double slopeOomPerYear, double standardDeviationOom)
            implements Serializable {
        double log10ValueAt(double yearsSince2000) {
            return log10Value + slopeOomPerYear * (yearsSince2000 - referenceYears);
        }
    }
}
