package org.computetrends.domain;

/** Where a release stands among its contemporaries, by its z-score. */
public enum Scale {
    LOW_OUTLIER,
    REGULAR,
    LARGE
}
