package org.computetrends.domain;

/** The day on which sample paths from a vintage start. */
public enum PathStart {
    /** The vintage's date. */
    VINTAGE_DAY,
    /** The date of the last release in the vintage's frontier. */
    LAST_VALUE,
    /** The end of the vintage's coverage of the metric. */
    KNOWN_TO
}
