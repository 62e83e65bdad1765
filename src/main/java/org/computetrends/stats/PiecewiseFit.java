package org.computetrends.stats;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Fits a piecewise line, with known breaks, repeatedly to different values over the same cells, for {@link BreakTest}.
 * It is straight between breaks, so a fit costs one pass over the cells and a few products for each segment.
 */
final class PiecewiseFit {
    // By function and cell: the value of a function of time. The functions are orthonormal over the observations, and
    // their weighted sums are the lines that can be fitted.
    final double[][] basis;

    /** By cell: the number of observations. */
    private final double[] count;

    /** By cell: the centred time, in years since the mean time. */
    final double[] time;

    /** Element k is the first cell of segment k. The extra last element is the number of cells. */
    final int[] segmentStart;

    // By basis function and segment: the height of the function's line at the mean time, and its slope.
    private final double[][] level;
    private final double[][] slope;

    /** @param breaks the times of the breaks, increasing; an observation at a break belongs to the segment before it */
    PiecewiseFit(Cells cells, double[] breaks, BreakForm form) {
        this.basis = orthonormal(cells, BasisCurve.piecewiseBasis(cells, breaks, form));
        this.count = cells.weights();
        double meanTime = cells.meanTime();
        this.time = Arrays.stream(cells.time()).map(years -> years - meanTime).toArray();
        this.segmentStart = segmentStarts(cells.time(), breaks);
        int segments = segmentStart.length - 1;
        this.level = new double[basis.length][segments];
        this.slope = new double[basis.length][segments];
        for (int j = 0; j < basis.length; j++) {
            for (int k = 0; k < segments; k++) {
                int first = segmentStart[k];
                int last = segmentStart[k + 1] - 1;
                slope[j][k] = first == last ? 0 : (basis[j][last] - basis[j][first]) / (time[last] - time[first]);
                level[j][k] = basis[j][first] - slope[j][k] * time[first];
            }
        }
    }

    /** By cell: the value of the fit to the cells' means. */
    double[] fittedValues(double[] mean) {
        double[] sums = new double[mean.length];
        Arrays.setAll(sums, c -> count[c] * mean[c]);
        subtractFit(sums);
        double[] fitted = new double[mean.length];
        Arrays.setAll(fitted, c -> mean[c] - sums[c] / count[c]);
        return fitted;
    }

    /**
     * Fits the values and subtracts the fit from them.
     *
     * @param sums by cell: the sum of values, which becomes the sum of residuals
     * @return the sum of squares that the fit explains
     */
    double subtractFit(double[] sums) {
        int segments = segmentStart.length - 1;
        double[] segmentSum = new double[segments];
        double[] segmentTimeSum = new double[segments];
        for (int k = 0; k < segments; k++) {
            for (int c = segmentStart[k]; c < segmentStart[k + 1]; c++) {
                segmentSum[k] += sums[c];
                segmentTimeSum[k] += sums[c] * time[c];
            }
        }
        double[] lines = new double[2 * segments];
        double squares = fitLines(segmentSum, segmentTimeSum, lines);
        for (int k = 0; k < segments; k++) {
            for (int c = segmentStart[k]; c < segmentStart[k + 1]; c++) {
                sums[c] -= count[c] * (lines[2 * k] + lines[2 * k + 1] * time[c]);
            }
        }
        return squares;
    }

    /**
     * Fits the line of each segment.
     *
     * @param sum by segment: the sum of values
     * @param timeSum by segment: the sum of values times centred time
     * @param lines receives each segment's height at the mean time, followed by its slope
     * @return the sum of squares that the fit explains
     */
    double fitLines(double[] sum, double[] timeSum, double[] lines) {
        Arrays.fill(lines, 0);
        double squares = 0;
        for (int j = 0; j < basis.length; j++) {
            double coefficient = 0;
            for (int k = 0; k < sum.length; k++) {
                coefficient += level[j][k] * sum[k] + slope[j][k] * timeSum[k];
            }
            squares += coefficient * coefficient;
            for (int k = 0; k < sum.length; k++) {
                lines[2 * k] += level[j][k] * coefficient;
                lines[2 * k + 1] += slope[j][k] * coefficient;
            }
        }
        return squares;
    }

    /** The first cell of each segment, and the number of cells. Segments without cells are left out. */
    private static int[] segmentStarts(double[] cellTime, double[] breaks) {
        int size = cellTime.length;
        return IntStream.rangeClosed(0, size)
                .filter(c -> c == 0 || c == size || hasBreak(cellTime[c - 1], cellTime[c], breaks))
                .toArray();
    }

    /** Whether there is a break {@code from <= break < to}. */
    private static boolean hasBreak(double from, double to, double[] breaks) {
        return Arrays.stream(breaks).anyMatch(time -> from <= time && time < to);
    }

    /** The functions by cell, made orthonormal by the Gram-Schmidt method. A second pass removes rounding errors. */
    private static double[][] orthonormal(Cells cells, Basis functions) {
        double[][] basis = new double[functions.size()][cells.size()];
        for (int c = 0; c < cells.size(); c++) {
            double[] values = functions.valuesAt(cells.time()[c]);
            for (int j = 0; j < basis.length; j++) {
                basis[j][c] = values[j];
            }
        }
        for (int j = 0; j < basis.length; j++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < j; k++) {
                    double product = innerProduct(cells, basis[j], basis[k]);
                    for (int c = 0; c < basis[j].length; c++) {
                        basis[j][c] -= product * basis[k][c];
                    }
                }
            }
            double norm = Math.sqrt(innerProduct(cells, basis[j], basis[j]));
            for (int c = 0; c < basis[j].length; c++) {
                basis[j][c] /= norm;
            }
        }
        return basis;
    }

    private static double innerProduct(Cells cells, double[] a, double[] b) {
        double sum = 0;
        for (int c = 0; c < a.length; c++) {
            sum += cells.count()[c] * a[c] * b[c];
        }
        return sum;
    }
}
