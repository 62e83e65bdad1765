package org.computetrends.stats;

import java.util.Arrays;

/**
 * The sums that determine a least-squares line, over the rows that {@link SlopeBootstrap} drew for a replicate. A row
 * is an observation or a cluster. Times and values are relative to the mean time and the mean value of all
 * observations, so that sums lose little precision.
 *
 * @param count number of observations
 * @param time sum of times, in years
 * @param timeSquared sum of squared times
 * @param value sum of values, in OOM
 * @param timeValue sum of products of time and value
 */
record MomentSums(double count, double time, double timeSquared, double value, double timeValue) {
    /** The number of columns of a row: the components of this record. An array of rows has one row after another. */
    private static final int COLUMNS = 5;

    /** A row for each observation. */
    static double[] rows(Points points, double meanTime, double meanValue) {
        double[] rows = new double[COLUMNS * points.size()];
        for (int i = 0; i < points.size(); i++) {
            double t = points.time()[i] - meanTime;
            double y = points.value()[i] - meanValue;
            System.arraycopy(new double[] {1, t, t * t, y, t * y}, 0, rows, COLUMNS * i, COLUMNS);
        }
        return rows;
    }

    /** A row for each cluster, relative to the mean time and the mean value of a line. */
    static double[] rows(ClusterMoments clusters, LineFit line) {
        ClusterMoments centred = clusters.centredAt(line.meanTime(), line.meanValue());
        double[][] columns = {
            centred.count(), centred.time(), centred.timeSquared(), centred.value(), centred.timeValue()
        };
        double[] rows = new double[COLUMNS * centred.size()];
        Arrays.setAll(rows, i -> columns[i % COLUMNS][i / COLUMNS]);
        return rows;
    }

    /** The sums over the drawn rows: those at the first {@code size} drawn indices. */
    static MomentSums of(double[] rows, int[] drawn, int size) {
        double count = 0;
        double time = 0;
        double timeSquared = 0;
        double value = 0;
        double timeValue = 0;
        for (int k = 0; k < size; k++) {
            int row = COLUMNS * drawn[k];
            count += rows[row];
            time += rows[row + 1];
            timeSquared += rows[row + 2];
            value += rows[row + 3];
            timeValue += rows[row + 4];
        }
        return new MomentSums(count, time, timeSquared, value, timeValue);
    }

    /**
     * The sums over the drawn observations of each group, including the errors of their values.
     *
     * @param errors by draw: an error in OOM; empty without errors
     * @param size the number of draws
     * @param group by observation: the index of its group
     */
    static MomentSums[] byGroup(double[] rows, int[] drawn, double[] errors, int size, int[] group, int groups) {
        double[] sums = new double[COLUMNS * groups];
        for (int k = 0; k < size; k++) {
            int to = COLUMNS * group[drawn[k]];
            int from = COLUMNS * drawn[k];
            sums[to] += rows[from];
            sums[to + 1] += rows[from + 1];
            sums[to + 2] += rows[from + 2];
            sums[to + 3] += rows[from + 3];
            sums[to + 4] += rows[from + 4];
        }
        for (int k = 0; k < errors.length; k++) {
            int to = COLUMNS * group[drawn[k]];
            sums[to + 3] += errors[k];
            sums[to + 4] += rows[COLUMNS * drawn[k] + 1] * errors[k];
        }
        MomentSums[] byGroup = new MomentSums[groups];
        Arrays.setAll(byGroup, g -> {
            int from = COLUMNS * g;
            return new MomentSums(sums[from], sums[from + 1], sums[from + 2], sums[from + 3], sums[from + 4]);
        });
        return byGroup;
    }

    /** These sums over drawn observations, including the errors of their values, as in {@link #byGroup}. */
    MomentSums withErrors(double[] rows, int[] drawn, double[] errors) {
        double valueWithErrors = value;
        double timeValueWithErrors = timeValue;
        for (int k = 0; k < errors.length; k++) {
            valueWithErrors += errors[k];
            timeValueWithErrors += rows[COLUMNS * drawn[k] + 1] * errors[k];
        }
        return new MomentSums(count, time, timeSquared, valueWithErrors, timeValueWithErrors);
    }

    MomentSums plus(MomentSums other) {
        return new MomentSums(
                count + other.count,
                time + other.time,
                timeSquared + other.timeSquared,
                value + other.value,
                timeValue + other.timeValue);
    }

    /** The sum of squared distances of the drawn times from the mean of these times. */
    double timeSumOfSquares() {
        return timeSquared - time * time / count;
    }

    /** The slope of the line, in OOM per year. */
    double slope() {
        return (timeValue - time * value / count) / timeSumOfSquares();
    }

    /** The intercept: the height of the line at the mean time, minus the mean value. */
    double height() {
        return (value - slope() * time) / count;
    }
}
