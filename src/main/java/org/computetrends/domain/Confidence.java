package org.computetrends.domain;

/** The source's label of its confidence in a release's figures. UNKNOWN and UNVERIFIED are labels too; no label is null. */
public enum Confidence {
    CONFIDENT,
    LIKELY,
    SPECULATIVE,
    UNKNOWN,
    UNVERIFIED,
    /** Known to the source to be in error. */
    WRONG
}
