package org.computetrends.domain;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** Dates as text, {@code YYYY-MM-DD}. Years have four digits, since readers and warehouses accept no others. */
public final class IsoDate {
    public static final LocalDate FIRST = LocalDate.of(1, 1, 1);

    public static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private IsoDate() {}

    /**
     * The date of a text such as 2026-05-02.
     *
     * @throws DateTimeParseException if the text is not a date from {@link #FIRST} to {@link #LAST}
     */
    public static LocalDate parse(String text) {
        LocalDate date = LocalDate.parse(text);
        if (date.isBefore(FIRST) || date.isAfter(LAST)) {
            throw new DateTimeParseException("the year has to be from 1 to 9999", text, 0);
        }
        return date;
    }
}
