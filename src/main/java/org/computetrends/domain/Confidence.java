package org.computetrends.domain;

/**
 * The source's label of its confidence in a release's figures. A release without a label has null. UNKNOWN is a label
 * of the source.
 */
public enum Confidence {
    CONFIDENT,
    LIKELY,
    SPECULATIVE,
    UNKNOWN,
    UNVERIFIED,
    /** Known to the source to be in error. */
    WRONG
}
