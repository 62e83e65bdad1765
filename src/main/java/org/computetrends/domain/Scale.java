package org.computetrends.domain;

/** The size of a release relative to releases around its date, by z-score: see {@link ZScoreRule}. */
public enum Scale {
    LOW_OUTLIER,
    REGULAR,
    LARGE
}
