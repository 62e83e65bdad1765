package org.computetrends.domain;

import java.time.LocalDate;

/**
 * A question of odds: the probability that a threshold is exceeded by the end of a day.
 *
 * @param threshold the value to be reached or exceeded, in the metric's unit
 * @param by the last day that counts
 */
public record OddsQuestion(String metric, String scenario, double threshold, LocalDate by) {

    public OddsQuestion {
        if (!(threshold > 0 && Double.isFinite(threshold))) {
            throw new IllegalArgumentException("threshold " + threshold + " is not a positive number");
        }
    }

    /** The first day that does not count: the day after {@code by}. */
    public LocalDate before() {
        return by.plusDays(1);
    }
}
