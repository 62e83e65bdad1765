package org.computetrends.stats;

import java.util.Arrays;

/**
 * The sums that determine a least-squares line, over the rows that {@link SlopeBootstrap} drew for a replicate. A row is an
 * observation or a cluster. Times and values are relative to a mean time and a mean value.
 *
 * @param count observations
 * @param time sum of times, in years
 * @param timeSquared sum of squared times
 * @param value sum of values, in OOM
 * @param timeValue sum of products of time and value
 */
record MomentSums(double count, double time, double timeSquared, double value, double timeValue) {
    /** The numbers of a row, in the order of the components. Rows follow one another in one array. */
    private static final int COLUMNS = 5;

    /** A row for each observation. */
    static double[] rows(Points points, double meanTime, double meanValue) {
        double[] rows = new double[COLUMNS * points.size()];
        for (int i = 0; i < points.size(); i++) {
            double t = points.time()[i] - meanTime;
            double y = points.value()[i] - meanValue;
            setRow(rows, i, 1, t, t * t, y, t * y);
        }
        return rows;
    }

    /** A row for each cluster, relative to a line's mean time and height there. */
    static double[] rows(ClusterMoments clusters, LineFit line) {
        ClusterMoments centred = clusters.centredAt(line.meanTime(), line.meanValue());
        double[] rows = new double[COLUMNS * centred.size()];
        for (int g = 0; g < centred.size(); g++) {
            setRow(
                    rows,
                    g,
                    centred.count()[g],
                    centred.time()[g],
                    centred.timeSquared()[g],
                    centred.value()[g],
                    centred.timeValue()[g]);
        }
        return rows;
    }

    private static void setRow(double[] rows, int row, double... columns) {
        System.arraycopy(columns, 0, rows, COLUMNS * row, COLUMNS);
    }

    /** The sums over rows, given by the first {@code size} of the drawn indices. */
    static MomentSums of(double[] rows, int[] drawn, int size) {
        double count = 0;
        double time = 0;
        double timeSquared = 0;
        double value = 0;
        double timeValue = 0;
        for (int k = 0; k < size; k++) {
            int at = COLUMNS * drawn[k];
            count += rows[at];
            time += rows[at + 1];
            timeSquared += rows[at + 2];
            value += rows[at + 3];
            timeValue += rows[at + 4];
        }
        return new MomentSums(count, time, timeSquared, value, timeValue);
    }

    /**
     * The sums over rows of each group, with the errors in OOM of the drawn rows if there are any.
     *
     * @param group by row: the index of its group
     */
    static MomentSums[] byGroup(double[] rows, int[] drawn, double[] errors, int size, int[] group, int groups) {
        double[] sums = new double[COLUMNS * groups];
        for (int k = 0; k < size; k++) {
            int to = COLUMNS * group[drawn[k]];
            int at = COLUMNS * drawn[k];
            sums[to] += rows[at];
            sums[to + 1] += rows[at + 1];
            sums[to + 2] += rows[at + 2];
            sums[to + 3] += rows[at + 3];
            sums[to + 4] += rows[at + 4];
        }
        for (int k = 0; k < errors.length; k++) {
            int to = COLUMNS * group[drawn[k]];
            sums[to + 3] += errors[k];
            sums[to + 4] += rows[COLUMNS * drawn[k] + 1] * errors[k];
        }
        MomentSums[] byGroup = new MomentSums[groups];
        Arrays.setAll(byGroup, g -> {
            int at = COLUMNS * g;
            return new MomentSums(sums[at], sums[at + 1], sums[at + 2], sums[at + 3], sums[at + 4]);
        });
        return byGroup;
    }

    /** These sums, with the errors in OOM of the drawn observations if there are any. */
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

    /** The sum of squared distances of the drawn times from their own mean. */
    double timeSumOfSquares() {
        return timeSquared - time * time / count;
    }

    /** The slope of the line, in OOM per year. */
    double slope() {
        return (timeValue - time * value / count) / timeSumOfSquares();
    }

    /** The height of the line at the mean time, relative to the mean value. */
    double height() {
        return (value - slope() * time) / count;
    }
}
