package org.computetrends.stats;

import java.util.Arrays;

/**
 * A few weighted points that replace many observations in the fit of a line by MLlib. Points and observations have the
 * same normal equations, so the line is the same.
 *
 * <p>The equations consist of the weight and the sums of time, squared time, value, and time times value. Two points of
 * equal weight for each year preserve all five (Rosenblueth 1975). They are on the least-squares line of the year's
 * observations, one standard deviation of time before and after the mean time. The sum of squared values is not
 * preserved. Arrays have one entry per point, in order of years. Instances do not copy their arrays and must not be
 * modified.
 *
 * @param time the time of a point, in years since 2000-01-01
 * @param weight the number of observations that a point replaces, in steps of one half
 * @param value the value of a point, in OOM
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LinePoints(double[] time, double[] weight, double[] value) {

    /** Two points for each year since 2000-01-01. In years of one or two cells, the cells themselves are the points. */
    public static LinePoints perYear(Cells cells) {
        double[] time = new double[cells.size()];
        double[] weight = new double[cells.size()];
        double[] value = new double[cells.size()];
        int size = 0;
        for (int from = 0, to; from < cells.size(); from = to) {
            to = endOfYear(cells, from);
            if (to - from <= 2) {
                for (int i = from; i < to; i++, size++) {
                    time[size] = cells.time()[i];
                    weight[size] = cells.count()[i];
                    value[size] = cells.mean()[i];
                }
            } else {
                Year year = Year.of(cells, from, to);
                for (int side = -1; side <= 1; side += 2, size++) {
                    time[size] = year.meanTime + side * year.timeSd;
                    weight[size] = year.count / 2;
                    value[size] = year.meanValue + side * year.slope * year.timeSd;
                }
            }
        }
        return new LinePoints(Arrays.copyOf(time, size), Arrays.copyOf(weight, size), Arrays.copyOf(value, size));
    }

    /** The index after the last cell of a year, given an index of a cell of this year. */
    private static int endOfYear(Cells cells, int from) {
        double year = Math.floor(cells.time()[from]);
        int end = from + 1;
        while (end < cells.size() && Math.floor(cells.time()[end]) == year) {
            end++;
        }
        return end;
    }

    public int size() {
        return time.length;
    }

    /** Of a year's observations: number, mean time and value, standard deviation of time, and slope of the line. */
    private record Year(double count, double meanTime, double meanValue, double timeSd, double slope) {

        /** Summarizes a year of at least three cells {@code from <= i < to}. */
        static Year of(Cells cells, int from, int to) {
            // Sums are taken about the first cell, then about the means, so that they keep their digits.
            double count = 0;
            double time = 0;
            double value = 0;
            for (int i = from; i < to; i++) {
                double n = cells.count()[i];
                count += n;
                time += n * (cells.time()[i] - cells.time()[from]);
                value += n * (cells.mean()[i] - cells.mean()[from]);
            }
            double meanTime = cells.time()[from] + time / count;
            double meanValue = cells.mean()[from] + value / count;
            double squares = 0;
            double products = 0;
            for (int i = from; i < to; i++) {
                double distance = cells.time()[i] - meanTime;
                squares += cells.count()[i] * distance * distance;
                products += cells.count()[i] * distance * (cells.mean()[i] - meanValue);
            }
            return new Year(count, meanTime, meanValue, Math.sqrt(squares / count), products / squares);
        }
    }
}
