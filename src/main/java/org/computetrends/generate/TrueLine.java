package org.computetrends.generate;

import java.io.Serializable;

/**
 * A line that log10 values scatter around.
 *
 * @param log10Value the line at a time, in log10 of the metric's unit
 * @param atYears that time, in years since 2000-01-01
 * @param slopeOomPerYear its slope, in orders of magnitude per year
 * @param standardDeviationOom standard deviation of values around it, in orders of magnitude
 */
public record TrueLine(double log10Value, double atYears, double slopeOomPerYear, double standardDeviationOom)
        implements Serializable {

    double log10ValueAt(double yearsSince2000) {
        return log10Value + slopeOomPerYear * (yearsSince2000 - atYears);
    }
}
