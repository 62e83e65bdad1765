package org.computetrends.domain;

/** The scale of a release relative to its contemporaries, by z-score. */
public enum Scale {
    LOW_OUTLIER,
    REGULAR,
    LARGE
}
