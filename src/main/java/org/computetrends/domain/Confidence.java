package org.computetrends.domain;

/** The source's confidence in a release's figures. */
public enum Confidence {
    CONFIDENT,
    LIKELY,
    SPECULATIVE,
    UNKNOWN,
    UNVERIFIED,
    /** Known to the source to be in error. */
    WRONG
}
