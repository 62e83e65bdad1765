package org.computetrends.forecast;

import java.util.Arrays;
import org.computetrends.stats.FirstIndex;

/**
 * The records of each path: the releases that are larger than all earlier releases of the path. Records are a small
 * part of all releases, and suffice for the record on a date and for the first release above a threshold.
 */
final class PathRecords {
    /** The initial capacity of arrays, which grow when there are more records. */
    private static final int RECORDS_PER_PATH = 16;

    /** Element p is the index of path p's first record. The extra last element is the number of records. */
    private final int[] first;

    // By record, in order of paths and then of time: years since 2000-01-01, and the value in OOM.
    private double[] time;
    private double[] log10Value;

    /** @param values by release of the draws: its value, in OOM */
    PathRecords(PathDraws draws, double[] values) {
        double[] times = draws.times();
        this.first = new int[draws.paths() + 1];
        this.time = new double[RECORDS_PER_PATH * draws.paths()];
        this.log10Value = new double[time.length];
        int count = 0;
        for (int path = 0; path < draws.paths(); path++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = draws.first(path), end = draws.end(path); i < end; i++) {
                if (values[i] > largest) {
                    largest = values[i];
                    if (count == time.length) {
                        time = Arrays.copyOf(time, 2 * count);
                        log10Value = Arrays.copyOf(log10Value, 2 * count);
                    }
                    time[count] = times[i];
                    log10Value[count++] = largest;
                }
            }
            first[path + 1] = count;
        }
    }

    /**
     * The largest value before each date, by date and path; minus infinity for a path without earlier releases.
     *
     * @param ends the dates, increasing, in years since 2000-01-01
     */
    double[][] largestBefore(double[] ends) {
        int paths = first.length - 1;
        double[][] records = new double[ends.length][paths];
        for (int path = 0; path < paths; path++) {
            double largest = Double.NEGATIVE_INFINITY;
            int i = first[path];
            for (int d = 0; d < ends.length; d++) {
                for (; i < first[path + 1] && time[i] < ends[d]; i++) {
                    largest = log10Value[i];
                }
                records[d][path] = largest;
            }
        }
        return records;
    }

    /** The record of a path before a date, at least the known record, in OOM. */
    double recordBefore(int path, double end, double knownRecord) {
        double largest = knownRecord;
        for (int i = first[path]; i < first[path + 1] && time[i] < end; i++) {
            largest = Math.max(largest, log10Value[i]);
        }
        return largest;
    }

    /** When a path first exceeds a threshold in OOM, in years since 2000-01-01; infinite if it never does. */
    double firstAbove(int path, double threshold) {
        int end = first[path + 1];
        int index = FirstIndex.of(first[path], end, i -> log10Value[i] > threshold);
        return index < end ? time[index] : Double.POSITIVE_INFINITY;
    }

    /** Writes the time for each of increasing thresholds to {@code years}; unchanged for thresholds never exceeded. */
    void firstAbove(int path, double[] thresholds, double[] years) {
        int exceeded = 0;
        for (int i = first[path]; i < first[path + 1] && exceeded < thresholds.length; i++) {
            for (; exceeded < thresholds.length && log10Value[i] > thresholds[exceeded]; exceeded++) {
                years[exceeded] = time[i];
            }
        }
    }
}
