package org.computetrends.domain;

import java.time.LocalDate;

/** The day assumed for a date known only to the month or year. */
public enum DateImputation {
    /** The 15th of the month, or 1 July of the year. */
    MIDDLE,
    /** The first day of the month or of the year. */
    START;

    /** The day assumed for a date of a precision. */
    public LocalDate day(LocalDate date, DatePrecision precision) {
        return switch (precision) {
            case DAY -> date;
            case MONTH -> date.withDayOfMonth(this == MIDDLE ? 15 : 1);
            case YEAR -> LocalDate.of(date.getYear(), this == MIDDLE ? 7 : 1, 1);
        };
    }
}
