package org.computetrends.domain;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.stream.Stream;

/** The dates of projections: every 1 January and 1 July. */
public final class HalfYears {
    private HalfYears() {}

    /** The dates after a date, up to and including a second date; may be empty. */
    public static List<LocalDate> between(LocalDate after, LocalDate until) {
        LocalDate first = LocalDate.of(after.getYear(), Month.JANUARY, 1);
        return Stream.iterate(first, date -> !date.isAfter(until), date -> date.plusMonths(6))
                .filter(date -> date.isAfter(after))
                .toList();
    }
}
