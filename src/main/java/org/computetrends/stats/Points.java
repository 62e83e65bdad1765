package org.computetrends.stats;

/**
 * The individual observations of a trend, for statistics that {@link Cells} do not determine. Arrays have one entry per
 * observation, ordered by time and then by value, so results do not depend on the order of the input. Instances do not
 * copy their arrays and must not be modified.
 *
 * @param time years since 2000-01-01
 * @param value log10 of the value, in OOM
 * @param noiseSd standard deviation of the measurement error of each value, in OOM; zero if none is assumed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Points(double[] time, double[] value, double[] noiseSd) {

    public Points {
        if (value.length != time.length || noiseSd.length != time.length) {
            throw new IllegalArgumentException("points need columns of equal length, got " + time.length + ", "
                    + value.length + " and " + noiseSd.length);
        }
        for (int i = 1; i < time.length; i++) {
            if (time[i - 1] > time[i]) {
                throw new IllegalArgumentException("points must be ordered by time, but point " + i + " at " + time[i]
                        + " follows " + time[i - 1]);
            }
        }
    }

    public int size() {
        return time.length;
    }

    /** The index of each observation's time among the distinct times. */
    int[] dates() {
        int[] date = new int[time.length];
        for (int i = 1; i < date.length; i++) {
            date[i] = date[i - 1] + (time[i] == time[i - 1] ? 0 : 1);
        }
        return date;
    }
}
