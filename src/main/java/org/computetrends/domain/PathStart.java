package org.computetrends.domain;

/** The day of an origin vintage's data that sample paths start on. */
public enum PathStart {
    /** The vintage's own day. */
    VINTAGE_DAY,
    /** The day of the last value that the vintage has. */
    LAST_VALUE,
    /** Where the vintage's coverage of the metric ends. */
    KNOWN_TO
}
