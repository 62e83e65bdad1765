package org.computetrends.domain;

/** The day that stands for a date known only to its month or year. */
public enum DateImputation {
    /** The 15th of the month, or 1 July of the year. */
    MIDDLE,
    /** The first day of the month or of the year. */
    START
}
