package org.computetrends.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/** A closed interval on the real line, with {@code low <= high}. An end may be infinite. */
public record Interval(double low, double high) {

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval's low end " + low + " is above its high end " + high);
        }
    }

    /** Student's interval around an estimate, at a level such as 0.95. */
    public static Interval student(double estimate, double standardError, double degreesOfFreedom, double level) {
        double margin =
                standardError * TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(0.5 + level / 2);
        return new Interval(estimate - margin, estimate + margin);
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
