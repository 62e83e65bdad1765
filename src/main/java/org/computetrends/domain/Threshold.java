package org.computetrends.domain;

/** A value of a metric, in the metric's unit, whose crossing is dated. */
public record Threshold(double value, String label) {}
