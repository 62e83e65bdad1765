package org.computetrends.domain;

/** How exactly a release's date is known. Dates known to the month or the year are stored as its first day. */
public enum DatePrecision {
    DAY,
    MONTH,
    YEAR
}
