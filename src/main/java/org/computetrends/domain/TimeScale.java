package org.computetrends.domain;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * Converts between dates and years, and from slopes to doubling times in months.
 *
 * @param daysPerYear days in a year: 365.25, unless a published analysis used another value
 * @param daysPerMonth days in a month: 30.4375, unless a published analysis used another value
 */
public record TimeScale(double daysPerYear, double daysPerMonth) implements Serializable {

    /** The origin of time, 2000-01-01, as days since 1970-01-01. */
    public static final long ORIGIN_EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

    private static final double LAST_EPOCH_DAY = IsoDate.LAST.toEpochDay();
    private static final double FIRST_EPOCH_DAY = IsoDate.FIRST.toEpochDay();

    /** The default of the settings: the mean year of the Julian calendar, and a twelfth of it. */
    public static final TimeScale JULIAN = new TimeScale(365.25, 30.4375);

    public double years(double days) {
        return days / daysPerYear;
    }

    /** Converts an epoch day, days since 1970-01-01, to years since 2000-01-01. */
    public double yearsSince2000(long epochDay) {
        return years((double) (epochDay - ORIGIN_EPOCH_DAY));
    }

    public double yearsSince2000(LocalDate date) {
        return yearsSince2000(date.toEpochDay());
    }

    /** Whether a time falls in the years 1 to 9999, which every consumer of a DATE column can read. */
    public boolean isInCalendar(double yearsSince2000) {
        double day = epochDay(yearsSince2000);
        return FIRST_EPOCH_DAY <= day && day <= LAST_EPOCH_DAY;
    }

    /**
     * The calendar day that contains a time.
     *
     * @throws IllegalArgumentException if {@link #isInCalendar} is false
     */
    public LocalDate dateAt(double yearsSince2000) {
        if (!isInCalendar(yearsSince2000)) {
            throw new IllegalArgumentException(
                    yearsSince2000 + " years since 2000 is outside the years 1 to 9999 of a calendar date");
        }
        return LocalDate.ofEpochDay((long) epochDay(yearsSince2000));
    }

    private double epochDay(double yearsSince2000) {
        // Rounding can make the time of a date slightly too small. The summand keeps floor from giving the day before.
        return Math.floor(yearsSince2000 * daysPerYear + 1e-6) + ORIGIN_EPOCH_DAY;
    }

    /** The doubling time of a slope in OOM per year. The function is its own inverse: it gives the slope of months. */
    public double doublingTimeMonths(double slopeOomPerYear) {
        return daysPerYear * Math.log10(2) / slopeOomPerYear / daysPerMonth;
    }
}
