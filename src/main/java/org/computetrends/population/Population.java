package org.computetrends.population;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.computetrends.domain.TimeScale;
import org.computetrends.stats.Cells;
import org.jspecify.annotations.Nullable;

/**
 * The observations of a trend, in order of date and then of release, as columns for numerical methods. Arrays are not
 * copied and must not be modified.
 *
 * @param releases the releases' ids
 * @param epochDay by observation: days since 1970-01-01
 * @param value by observation: log10 of the value
 */
@SuppressWarnings("ArrayRecordComponent") // numeric columns, never compared
public record Population(List<String> releases, long[] epochDay, double[] value) {

    public int size() {
        return epochDay.length;
    }

    /** The observations dated {@code from <= date < to}; a null {@code from} means no bound. */
    public Population between(@Nullable LocalDate from, LocalDate to) {
        int first = from == null ? 0 : before(from);
        int end = Math.max(first, before(to));
        return new Population(
                releases.subList(first, end),
                Arrays.copyOfRange(epochDay, first, end),
                Arrays.copyOfRange(value, first, end));
    }

    public int before(LocalDate date) {
        int index = Arrays.binarySearch(epochDay, date.toEpochDay());
        int before = index < 0 ? -index - 1 : index;
        while (before > 0 && epochDay[before - 1] == date.toEpochDay()) {
            before--;
        }
        return before;
    }

    /** By observation: years since 2000-01-01. */
    public double[] time(TimeScale timeScale) {
        double[] time = new double[epochDay.length];
        for (int i = 0; i < time.length; i++) {
            time[i] = timeScale.yearsSince2000(epochDay[i]);
        }
        return time;
    }

    /** The observations summed by date, for exact fits of lines. */
    public Cells cells(TimeScale timeScale) {
        return Cells.ofRows(time(timeScale), value);
    }

    /** The largest value of an observation dated before a date; NaN if there is none. */
    public double largestBefore(LocalDate date) {
        return Arrays.stream(value, 0, before(date)).max().orElse(Double.NaN);
    }

    /** The index of the largest value, the first of equal ones; -1 if there are no observations. */
    public int largest() {
        int largest = -1;
        for (int i = 0; i < size(); i++) {
            if (largest < 0 || value[i] > value[largest]) {
                largest = i;
            }
        }
        return largest;
    }

    public LocalDate date(int i) {
        return LocalDate.ofEpochDay(epochDay[i]);
    }

    /** The date of the first observation. The population must not be empty. */
    public LocalDate firstDate() {
        return LocalDate.ofEpochDay(epochDay[0]);
    }

    /** The date of the last observation. The population must not be empty. */
    public LocalDate lastDate() {
        return LocalDate.ofEpochDay(epochDay[epochDay.length - 1]);
    }
}
