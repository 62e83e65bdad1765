package org.computetrends.population;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.AnalysedReleases.Observation;
import org.computetrends.stats.Cells;
import org.computetrends.stats.FirstIndex;
import org.jspecify.annotations.Nullable;

/**
 * The observations of a trend, in order of date and then of release, as columns for numerical methods. Arrays are not
 * copied and must not be modified.
 *
 * @param releaseIds by observation: the release's id
 * @param epochDay by observation: days since 1970-01-01
 * @param log10Value by observation: log10 of the value in the metric's unit
 */
@SuppressWarnings("ArrayRecordComponent") // numeric columns, never compared
public record Population(List<String> releaseIds, long[] epochDay, double[] log10Value) {
    /**
     * Converts observations to columns.
     *
     * @param observations in order of date and then of release
     */
    public static Population of(List<Observation> observations) {
        return new Population(
                observations.stream()
                        .map(observation -> observation.release().id())
                        .toList(),
                observations.stream().mapToLong(Observation::epochDay).toArray(),
                observations.stream().mapToDouble(Observation::log10Value).toArray());
    }

    public int size() {
        return epochDay.length;
    }

    /** The observations dated {@code from <= date < to}, or before {@code to} if {@code from} is null. */
    public Population between(@Nullable LocalDate from, LocalDate to) {
        int first = from == null ? 0 : firstIndexFrom(from);
        int end = Math.max(first, firstIndexFrom(to));
        return new Population(
                releaseIds.subList(first, end),
                Arrays.copyOfRange(epochDay, first, end),
                Arrays.copyOfRange(log10Value, first, end));
    }

    /** The index of the first observation dated on or after a date; the size if there is none. */
    private int firstIndexFrom(LocalDate date) {
        return FirstIndex.of(0, size(), i -> epochDay[i] >= date.toEpochDay());
    }

    /** By observation: years since 2000-01-01. */
    public double[] time(TimeScale timeScale) {
        return Arrays.stream(epochDay).mapToDouble(timeScale::yearsSince2000).toArray();
    }

    /** The observations grouped by date, for exact fits of lines. */
    public Cells cells(TimeScale timeScale) {
        return Cells.ofRows(time(timeScale), log10Value);
    }

    /** Log10 of the largest value dated before a date; NaN if there is none. */
    public double largestLog10Before(LocalDate date) {
        return Arrays.stream(log10Value, 0, firstIndexFrom(date)).max().orElse(Double.NaN);
    }

    /** The index of the largest value, the first of equal ones; -1 if there are no observations. */
    public int indexOfLargest() {
        int largest = -1;
        for (int i = 0; i < size(); i++) {
            if (largest < 0 || log10Value[i] > log10Value[largest]) {
                largest = i;
            }
        }
        return largest;
    }

    /** The index of the first observation whose log10 value is at or above a bound; -1 if there is none. */
    public int indexOfFirstAtLeast(double log10Bound) {
        return IntStream.range(0, size())
                .filter(i -> log10Value[i] >= log10Bound)
                .findFirst()
                .orElse(-1);
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
