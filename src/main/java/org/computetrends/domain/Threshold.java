package org.computetrends.domain;

/**
 * A value whose crossing is dated.
 *
 * @param value in the metric's unit
 * @param label its name for people
 */
public record Threshold(double value, String label) {}
