package org.computetrends.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Observations merged by time. A cell has the number, mean and spread of the observations of one date.
 *
 * <p>Cells suffice for least squares on time alone. Observations of one time can be replaced by their mean, weighted by
 * their number. The sums of squares within cells restore the residual variance. All arrays have one entry per cell,
 * ordered by strictly increasing time. Instances do not copy their arrays and must not be modified.
 *
 * @param time years since 2000-01-01 of each cell
 * @param count observations in each cell, at least 1
 * @param mean mean of the observations, in OOM (log10 of the value)
 * @param withinSumOfSquares sum of squared deviations from the cell's mean, in OOM squared
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Cells(double[] time, long[] count, double[] mean, double[] withinSumOfSquares) {

    public Cells {
        int size = time.length;
        if (count.length != size || mean.length != size || withinSumOfSquares.length != size) {
            throw new IllegalArgumentException("cells need columns of equal length, got " + size + ", " + count.length
                    + ", " + mean.length + " and " + withinSumOfSquares.length);
        }
        for (int i = 0; i < size; i++) {
            if (i > 0 && !(time[i - 1] < time[i])) {
                throw new IllegalArgumentException("cells must be ordered by strictly increasing time, but cell " + i
                        + " at " + time[i] + " follows " + time[i - 1]);
            }
            if (count[i] < 1) {
                throw new IllegalArgumentException("cell " + i + " contains " + count[i] + " observations, below 1");
            }
        }
    }

    /** Merges observations, given by their times in any order and their values in OOM. */
    public static Cells ofRows(double[] time, double[] value) {
        if (time.length != value.length) {
            throw new IllegalArgumentException(time.length + " times but " + value.length + " values");
        }
        int size = time.length;
        double[] cellTime = new double[size];
        long[] cellCount = new long[size];
        double[] cellMean = new double[size];
        double[] cellSquares = new double[size];
        int last = -1;
        for (int row : rowsByTime(time)) {
            if (last < 0 || cellTime[last] != time[row]) {
                last++;
                cellTime[last] = time[row];
            }
            cellCount[last]++;
            // Welford's update of mean and sum of squares.
            double delta = value[row] - cellMean[last];
            cellMean[last] += delta / cellCount[last];
            cellSquares[last] += delta * (value[row] - cellMean[last]);
        }
        int cells = last + 1;
        return new Cells(
                Arrays.copyOf(cellTime, cells),
                Arrays.copyOf(cellCount, cells),
                Arrays.copyOf(cellMean, cells),
                Arrays.copyOf(cellSquares, cells));
    }

    /** The indices of rows in order of time. Most callers pass ordered rows, for which sorting is skipped. */
    private static int[] rowsByTime(double[] time) {
        boolean isOrdered = true;
        for (int i = 1; i < time.length && isOrdered; i++) {
            isOrdered = time[i - 1] <= time[i];
        }
        IntStream indices = IntStream.range(0, time.length);
        return isOrdered
                ? indices.toArray()
                : indices.boxed()
                        .sorted(Comparator.comparingDouble(i -> time[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /** The cells of times {@code from <= time < to}. */
    public Cells between(double from, double to) {
        int first = firstNotBefore(from);
        int end = Math.max(first, firstNotBefore(to));
        return new Cells(
                Arrays.copyOfRange(time, first, end),
                Arrays.copyOfRange(count, first, end),
                Arrays.copyOfRange(mean, first, end),
                Arrays.copyOfRange(withinSumOfSquares, first, end));
    }

    /** The index of the first cell at or after a time; the number of cells if there is none. */
    private int firstNotBefore(double bound) {
        return FirstIndex.of(0, time.length, i -> time[i] >= bound);
    }

    public int size() {
        return time.length;
    }

    /** The number of observations in all cells. */
    public long observations() {
        return Arrays.stream(count).sum();
    }

    /** Element i is the number of observations in the cells before cell i. The extra last element is the total. */
    long[] observationsBefore() {
        long[] before = new long[size() + 1];
        for (int c = 0; c < size(); c++) {
            before[c + 1] = before[c] + count[c];
        }
        return before;
    }

    /** The mean time of the observations, on which fits are centred. NaN if there are none. */
    public double meanTime() {
        double sum = 0;
        for (int i = 0; i < time.length; i++) {
            sum += count[i] * time[i];
        }
        return sum / observations();
    }

    /** The mean of the observations, in OOM. NaN if there are none. */
    double meanValue() {
        double sum = 0;
        long n = observations();
        for (int i = 0; i < time.length; i++) {
            sum += count[i] * mean[i] / n;
        }
        return sum;
    }

    /** By cell: the number of observations, as a weight for least squares. */
    double[] weights() {
        return Arrays.stream(count).asDoubleStream().toArray();
    }

    /** The sum of squared residuals of observations from a curve, in OOM squared; zero if only rounding is left. */
    double residualSumOfSquares(DoubleUnaryOperator curve) {
        double sum = 0;
        for (int i = 0; i < time.length; i++) {
            double residual = mean[i] - curve.applyAsDouble(time[i]);
            sum += count[i] * residual * residual + withinSumOfSquares[i];
        }
        return sum <= roundingSumOfSquares() ? 0 : sum;
    }

    /** The sum of squares that rounding alone can leave. With a smaller sum, values are equal or a fit is perfect. */
    double roundingSumOfSquares() {
        return roundingSumOfSquares(observations(), largestMagnitude());
    }

    /** The sum of squares that rounding can leave, by the number of observations and their largest magnitude in OOM. */
    static double roundingSumOfSquares(long observations, double largestMagnitude) {
        double rounding = 16 * Math.ulp(Math.max(1, largestMagnitude));
        return observations * rounding * rounding;
    }

    /** The largest magnitude of a cell's mean, in OOM; zero without cells. */
    double largestMagnitude() {
        return Arrays.stream(mean).map(Math::abs).max().orElse(0);
    }
}
