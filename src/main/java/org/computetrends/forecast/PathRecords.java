package org.computetrends.forecast;

import java.util.Arrays;
import org.computetrends.stats.FirstIndex;

/**
 * The releases of each path that are larger than all earlier ones on it, a small part of all releases. Records and first
 * passages are read off them.
 */
final class PathRecords {
    /** Records for which there is room on each path at first; arrays grow when there are more. */
    private static final int USUAL_NUMBER = 16;

    /** The index of a path's first record; for the path after the last, the number of records. */
    private final int[] first;

    private double[] time;
    private double[] value;

    PathRecords(PathDraws draws, double[] values) {
        double[] times = draws.times();
        this.first = new int[draws.paths() + 1];
        this.time = new double[USUAL_NUMBER * draws.paths()];
        this.value = new double[time.length];
        int found = 0;
        for (int path = 0; path < draws.paths(); path++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = draws.first(path), end = draws.first(path + 1); i < end; i++) {
                if (values[i] > largest) {
                    largest = values[i];
                    if (found == time.length) {
                        time = Arrays.copyOf(time, 2 * found);
                        value = Arrays.copyOf(value, 2 * found);
                    }
                    time[found] = times[i];
                    value[found++] = largest;
                }
            }
            first[path + 1] = found;
        }
    }

    /**
     * The record of each path before dates.
     *
     * @param ends the dates, increasing, in years since 2000-01-01
     * @param known the record before the paths start, for each path
     * @return by date and path
     */
    double[][] before(double[] ends, double[] known) {
        double[][] records = new double[ends.length][known.length];
        for (int path = 0; path < known.length; path++) {
            double largest = known[path];
            int i = first[path];
            for (int d = 0; d < ends.length; d++) {
                for (; i < first[path + 1] && time[i] < ends[d]; i++) {
                    largest = Math.max(largest, value[i]);
                }
                records[d][path] = largest;
            }
        }
        return records;
    }

    /** The record of a path before a date, at least the record known before. */
    double before(int path, double end, double known) {
        double largest = known;
        for (int i = first[path]; i < first[path + 1] && time[i] < end; i++) {
            largest = Math.max(largest, value[i]);
        }
        return largest;
    }

    /** When a path first exceeds a value, in years since 2000-01-01; infinite if it never does. */
    double firstAbove(int path, double log10) {
        int end = first[path + 1];
        int found = FirstIndex.of(first[path], end, i -> value[i] > log10);
        return found < end ? time[found] : Double.POSITIVE_INFINITY;
    }

    /**
     * When a path first exceeds values.
     *
     * @param years receives the time for each value that is exceeded
     */
    void firstAbove(int path, double[] log10, double[] years) {
        int exceeded = 0;
        for (int i = first[path]; i < first[path + 1] && exceeded < log10.length; i++) {
            for (; exceeded < log10.length && value[i] > log10[exceeded]; exceeded++) {
                years[exceeded] = time[i];
            }
        }
    }
}
