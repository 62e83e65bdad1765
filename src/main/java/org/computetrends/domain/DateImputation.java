package org.computetrends.domain;

import java.time.LocalDate;
import java.time.Month;

/** The day assumed for a date known only to the month or year. */
public enum DateImputation {
    /** The 15th of the month, or 1 July of the year. */
    MIDDLE(15, Month.JULY),
    /** The first day of the month or of the year. */
    START(1, Month.JANUARY);

    private final int dayOfMonth;
    private final Month monthOfYear;

    /**
     * @param dayOfMonth the day if the month is known
     * @param monthOfYear the month whose first day is assumed if only the year is known
     */
    DateImputation(int dayOfMonth, Month monthOfYear) {
        this.dayOfMonth = dayOfMonth;
        this.monthOfYear = monthOfYear;
    }

    /** The day assumed for a date known to a precision. */
    public LocalDate day(LocalDate date, DatePrecision precision) {
        return switch (precision) {
            case DAY -> date;
            case MONTH -> date.withDayOfMonth(dayOfMonth);
            case YEAR -> LocalDate.of(date.getYear(), monthOfYear, 1);
        };
    }
}
