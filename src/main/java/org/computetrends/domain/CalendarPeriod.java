package org.computetrends.domain;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * A day, a month or a year, written as {@code 2028-07-01}, {@code 2028-07} or {@code 2028}.
 *
 * @param first the first day
 * @param last the last day, included
 */
public record CalendarPeriod(LocalDate first, LocalDate last) {

    /**
     * The day, month or year of a text such as 2026-05-02, 2026-05 or 2026.
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

    /** The middle day; of two middle days, the earlier. */
    public LocalDate middle() {
        return first.plusDays(ChronoUnit.DAYS.between(first, last) / 2);
    }

    @Override
    public String toString() {
        // The length of YYYY-MM-DD, YYYY-MM or YYYY.
        int length = first.equals(last) ? 10 : first.getMonth() == last.getMonth() ? 7 : 4;
        return first.toString().substring(0, length);
    }

    /**
     * The exclusive end of a span given as "to" this period. A day is itself the exclusive end, as in eras. A month or
     * a year belongs to the span: "to 2024" means to its end.
     */
    public LocalDate endOfSpanTo() {
        return first.equals(last) ? first : last.plusDays(1);
    }
}
