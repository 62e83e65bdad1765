package org.computetrends.domain;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * A day, a month or a year, as people write one: {@code 2028-07-01}, {@code 2028-07} or {@code 2028}. The
 * caller decides which of its days is meant.
 */
public record CalendarPeriod(LocalDate first, LocalDate last) {

    /**
     * Reads a period.
     *
     * @throws DateTimeParseException if the text is neither a day, a month nor a year
     */
    public static CalendarPeriod parse(String text) {
        return switch (text.length()) {
            case 4 -> new CalendarPeriod(IsoDate.parse(text + "-01-01"), IsoDate.parse(text + "-12-31"));
            case 7 -> {
                LocalDate first = IsoDate.parse(text + "-01");
                yield new CalendarPeriod(first, YearMonth.from(first).atEndOfMonth());
            }
            default -> {
                LocalDate day = IsoDate.parse(text);
                yield new CalendarPeriod(day, day);
            }
        };
    }

    /** The day in its middle; of an even number of days, the earlier one. */
    public LocalDate middle() {
        return first.plusDays(ChronoUnit.DAYS.between(first, last) / 2);
    }

    /** As people write it. */
    @Override
    public String toString() {
        String format = first.equals(last) ? "YYYY-MM-DD" : first.getMonth() == last.getMonth() ? "YYYY-MM" : "YYYY";
        return first.toString().substring(0, format.length());
    }

    /** The exclusive end of a span "until" this period: a day does not count, a month or a year counts whole. */
    public LocalDate end() {
        return first.equals(last) ? first : last.plusDays(1);
    }
}
