package org.computetrends.domain;

import java.time.LocalDate;

/**
 * A user's question: the probability that a release reaches or exceeds a threshold by the end of a day.
 *
 * @param threshold in the metric's unit
 * @param by the last day that counts
 */
public record OddsQuestion(String metric, String scenario, double threshold, LocalDate by) {

    public OddsQuestion {
        if (!(threshold > 0 && Double.isFinite(threshold))) {
            throw new IllegalArgumentException("threshold " + threshold + " is not a positive number");
        }
    }

    /** The first day that does not count. */
    public LocalDate before() {
        return by.plusDays(1);
    }
}
