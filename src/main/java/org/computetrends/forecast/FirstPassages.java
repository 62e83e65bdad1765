package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.computetrends.domain.Crossing.DateInterval;
import org.computetrends.domain.TimeScale;
import org.computetrends.stats.FirstIndex;
import org.jspecify.annotations.Nullable;

/**
 * When the sample paths of a forecast first reach a value. Dates and odds are read from these times.
 *
 * @param years the time of every path, in ascending order, in years since 2000-01-01; infinite for never
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FirstPassages(double[] years, TimeScale timeScale) {

    /** From the time of every path, in any order. */
    static FirstPassages ofUnordered(double[] years, TimeScale timeScale) {
        double[] sorted = years.clone();
        Arrays.sort(sorted);
        return new FirstPassages(sorted, timeScale);
    }

    /** The share of paths that reach the value before a date. */
    public double shareBefore(LocalDate date) {
        double end = timeScale.yearsSince2000(date);
        return FirstIndex.of(0, years.length, i -> years[i] >= end) / (double) years.length;
    }

    /** The day by which half the paths have reached the value; empty if fewer do, or only beyond the calendar. */
    public Optional<LocalDate> median() {
        return Optional.ofNullable(date(0.5, LocalDate.MAX));
    }

    /** The first day by which a share of paths has reached the value; null if after the last day or the calendar. */
    public @Nullable LocalDate date(double share, LocalDate last) {
        double time = years[(int) Math.ceil(share * years.length) - 1];
        LocalDate date = timeScale.isInCalendar(time) ? timeScale.dateAt(time) : null;
        return date == null || date.isAfter(last) ? null : date;
    }

    /** The interval between the days of two shares, as given by {@link #date}. */
    public DateInterval interval(double low, double high, LocalDate last) {
        return new DateInterval(date(low, last), date(high, last));
    }
}
