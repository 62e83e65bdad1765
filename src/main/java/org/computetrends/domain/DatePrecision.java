package org.computetrends.domain;

/** How exactly a release's date is known. Dates known to the month or the year hold the first day of it. */
public enum DatePrecision {
    DAY,
    MONTH,
    YEAR
}
