package org.computetrends.domain;

/** How sure the source is of a release's figures. */
public enum Confidence {
    CONFIDENT,
    LIKELY,
    SPECULATIVE,
    UNKNOWN,
    UNVERIFIED,
    /** Known to the source to be in error. */
    WRONG
}
