package org.computetrends.domain;

/** The precision of a release's date. Dates known to the month or the year are stored as its first day. */
public enum DatePrecision {
    DAY,
    MONTH,
    YEAR
}
