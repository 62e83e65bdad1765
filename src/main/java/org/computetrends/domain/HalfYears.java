package org.computetrends.domain;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;

/** The dates of projections: every 1 January and 1 July. */
public final class HalfYears {
    private static final int MONTHS = 6;

    private HalfYears() {}

    /** The half-years after a date, up to another; may be empty. */
    public static List<LocalDate> between(LocalDate after, LocalDate until) {
        List<LocalDate> dates = new ArrayList<>();
        LocalDate date = LocalDate.of(after.getYear(), Month.JANUARY, 1);
        while (!date.isAfter(until)) {
            if (date.isAfter(after)) {
                dates.add(date);
            }
            date = date.plusMonths(MONTHS);
        }
        return dates;
    }
}
