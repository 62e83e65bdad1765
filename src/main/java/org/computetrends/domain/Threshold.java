package org.computetrends.domain;

/**
 * A value whose crossing is dated.
 *
 * @param value the value, in the metric's unit
 */
public record Threshold(double value, String label) {}
