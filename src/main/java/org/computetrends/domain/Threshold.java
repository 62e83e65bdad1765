package org.computetrends.domain;

/**
 * A value whose crossing is dated.
 *
 * @param value the value, in the metric's unit
 * @param label the display name
 */
public record Threshold(double value, String label) {}
