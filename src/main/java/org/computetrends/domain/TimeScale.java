package org.computetrends.domain;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * Converts dates to years, and slopes to doubling times in months.
 *
 * @param daysPerYear days in a year: 365.25, unless a published analysis used another value
 * @param daysPerMonth days in a month: 30.4375, unless a published analysis used another value
 */
public record TimeScale(double daysPerYear, double daysPerMonth) implements Serializable {

    /** The origin of time, as days since 1970-01-01. */
    public static final long ORIGIN_EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

    private static final double LAST_EPOCH_DAY = IsoDate.LAST.toEpochDay();
    private static final double FIRST_EPOCH_DAY = IsoDate.FIRST.toEpochDay();

    /** The default of the settings: the mean year of the Julian calendar, and a twelfth of it. */
    public static final TimeScale JULIAN = new TimeScale(365.25, 30.4375);

    /** Converts a number of days to years. */
    public double years(double days) {
        return days / daysPerYear;
    }

    /** Converts an epoch day, days since 1970-01-01, to years since 2000-01-01. */
    public double yearsSince2000(long epochDay) {
        return years((double) (epochDay - ORIGIN_EPOCH_DAY));
    }

    /** Years since 2000-01-01 of a date. */
    public double yearsSince2000(LocalDate date) {
        return yearsSince2000(date.toEpochDay());
    }

    /** Whether a time falls in the years 1 to 9999, which every consumer of a DATE column can read. */
    public boolean isInCalendar(double yearsSince2000) {
        double day = epochDay(yearsSince2000);
        return FIRST_EPOCH_DAY <= day && day <= LAST_EPOCH_DAY;
    }

    /**
     * The date on which a time falls.
     *
     * @throws IllegalArgumentException if it {@linkplain #isInCalendar is not a date}
     */
    public LocalDate dateAt(double yearsSince2000) {
        if (!isInCalendar(yearsSince2000)) {
            throw new IllegalArgumentException(
                    yearsSince2000 + " years since 2000 is outside the years 1 to 9999 of a calendar date");
        }
        return LocalDate.ofEpochDay((long) epochDay(yearsSince2000));
    }

    private double epochDay(double yearsSince2000) {
        // A date converted to years and back must not become the day before.
        return Math.floor(yearsSince2000 * daysPerYear + 1e-6) + ORIGIN_EPOCH_DAY;
    }

    /**
     * The doubling time in months of a slope in OOM per year; negative for a negative slope. The function is its own
     * inverse: months give the slope.
     */
    public double doublingTimeMonths(double slopeOomPerYear) {
        return daysPerYear * Math.log10(2) / slopeOomPerYear / daysPerMonth;
    }
}
