package org.computetrends.domain;

/** The day of an origin vintage on which sample paths start. */
public enum PathStart {
    /** The vintage's date. */
    VINTAGE_DAY,
    /** The date of the last release in the vintage's frontier. */
    LAST_VALUE,
    /** The end of the vintage's coverage of the metric. */
    KNOWN_TO
}
