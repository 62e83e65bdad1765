package org.computetrends.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * A weighted linear least-squares fit by Householder's QR decomposition. Normal equations would lose more digits.
 *
 * <p>Tested on NIST's reference datasets for linear regression. Use an orthogonal basis for the columns if there is
 * one, such as {@link OrthogonalPolynomials}. Instances do not copy their arrays and must not be modified.
 *
 * @param coefficients in the order of the columns
 * @param triangle by row and column: the upper triangle R of the decomposition; other elements are unused
 * @param residualSumOfSquares the weighted sum of squared residuals
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LeastSquares(double[] coefficients, double[][] triangle, double residualSumOfSquares) {

    /**
     * Fits values with positive weights.
     *
     * @param rows the design: a row for each observation, with one number for each coefficient
     * @throws IllegalArgumentException if there are fewer observations than coefficients, or columns are dependent
     */
    static LeastSquares fit(double[][] rows, double[] weight, double[] value) {
        return fitIfDetermined(rows, weight, value)
                .orElseThrow(() -> new IllegalArgumentException("the design's columns depend on one another"));
    }

    /** As {@link #fit}, but empty if the columns are dependent. Throws for too few observations. */
    static Optional<LeastSquares> fitIfDetermined(double[][] rows, double[] weight, double[] value) {
        int n = rows.length;
        int size = n == 0 ? 0 : rows[0].length;
        if (n < size || n == 0) {
            throw new IllegalArgumentException(size + " coefficients need as many observations, got " + n);
        }
        // The value is a last column, which is reflected like the others.
        double[][] design = new double[n][];
        for (int i = 0; i < n; i++) {
            double root = Math.sqrt(weight[i]);
            double[] row = Arrays.copyOf(rows[i], size + 1);
            row[size] = value[i];
            design[i] = Arrays.stream(row).map(number -> number * root).toArray();
        }
        double[][] a = Arrays.stream(design).map(double[]::clone).toArray(double[][]::new);
        for (int j = 0; j < size; j++) {
            if (!reflect(a, j)) {
                return Optional.empty();
            }
        }
        double residualSquares = 0;
        for (int i = size; i < n; i++) {
            residualSquares += a[i][size] * a[i][size];
        }
        double[][] triangle = Arrays.copyOf(a, size);
        double[] right = Arrays.stream(triangle).mapToDouble(row -> row[size]).toArray();
        double[] coefficients = refined(solveUpper(triangle, right), triangle, design);
        return Optional.of(new LeastSquares(coefficients, triangle, residualSquares));
    }

    /**
     * One step of the decomposition: a reflection of a column and those after it makes the column zero below its
     * diagonal.
     *
     * @return false if the column depends on earlier ones: only rounding is left of it
     */
    private static boolean reflect(double[][] a, int column) {
        double norm = norm(a, column, column);
        if (!(norm > 1e-14 * norm(a, column, 0))) {
            return false;
        }
        double alpha = a[column][column] > 0 ? -norm : norm;
        double[] v = new double[a.length];
        for (int i = column; i < a.length; i++) {
            v[i] = a[i][column];
        }
        v[column] -= alpha;
        double scale = alpha * v[column]; // minus half of the squared length of v
        for (int j = column; j < a[0].length; j++) {
            double dot = 0;
            for (int i = column; i < a.length; i++) {
                dot += v[i] * a[i][j];
            }
            for (int i = column; i < a.length; i++) {
                a[i][j] += dot / scale * v[i];
            }
        }
        return true;
    }

    /** The length of a column, from a row on. */
    private static double norm(double[][] a, int column, int firstRow) {
        double norm = 0;
        for (int i = firstRow; i < a.length; i++) {
            norm = Math.hypot(norm, a[i][column]);
        }
        return norm;
    }

    /**
     * Coefficients to nearly the last digit, by one step of refinement through the seminormal equations (Björck 1987):
     * residuals and their products with the design are summed in double-double precision.
     */
    private static double[] refined(double[] coefficients, double[][] triangle, double[][] design) {
        int size = coefficients.length;
        TwoDoubles[] products = new TwoDoubles[size];
        Arrays.setAll(products, j -> new TwoDoubles());
        for (int i = 0; i < design.length; i++) {
            TwoDoubles residual = new TwoDoubles();
            residual.add(design[i][size]);
            for (int j = 0; j < size; j++) {
                residual.addProduct(-coefficients[j], design[i][j]);
            }
            for (int j = 0; j < size; j++) {
                products[j].addProduct(design[i][j], residual.high);
                products[j].addProduct(design[i][j], residual.low);
            }
        }
        double[] right =
                Arrays.stream(products).mapToDouble(sum -> sum.high + sum.low).toArray();
        double[] step = solveUpper(triangle, solveLower(triangle, right));
        Arrays.setAll(step, j -> coefficients[j] + step[j]);
        return step;
    }

    /** A double-double running sum (Ogita, Rump and Oishi 2005). */
    private static final class TwoDoubles {
        private double high;
        private double low;

        /** Adds a number, and its rounding error to the low part (Knuth's two-sum). */
        void add(double value) {
            double sum = high + value;
            double part = sum - high;
            low += (high - (sum - part)) + (value - part);
            high = sum;
        }

        void addProduct(double a, double b) {
            double product = a * b;
            low += Math.fma(a, b, -product);
            add(product);
        }
    }

    /** Solves {@code R' z = b}, where R is an upper triangle. */
    static double[] solveLower(double[][] triangle, double[] b) {
        double[] z = new double[b.length];
        for (int i = 0; i < b.length; i++) {
            double sum = b[i];
            for (int j = 0; j < i; j++) {
                sum -= triangle[j][i] * z[j];
            }
            z[i] = sum / triangle[i][i];
        }
        return z;
    }

    /** Solves {@code R x = b}, where R is an upper triangle. */
    static double[] solveUpper(double[][] triangle, double[] b) {
        int size = triangle.length;
        double[] x = new double[size];
        for (int i = size - 1; i >= 0; i--) {
            double sum = b[i];
            for (int j = i + 1; j < size; j++) {
                sum -= triangle[i][j] * x[j];
            }
            x[i] = sum / triangle[i][i];
        }
        return x;
    }

    /**
     * The variance of a linear combination of the coefficients, in units of the residual variance of an observation of
     * weight one: for an observation's row, its leverage.
     */
    double varianceFactor(double[] row) {
        return Arrays.stream(inBasis(row)).map(number -> number * number).sum();
    }

    /** The sum of squares of a column's component orthogonal to the columns before it. */
    double orthogonalSquares(int column) {
        return triangle[column][column] * triangle[column][column];
    }

    /** A row in the orthonormal basis of the design's columns. */
    double[] inBasis(double[] row) {
        return solveLower(triangle, row);
    }

    /** Converts coefficients of the orthonormal basis to coefficients of the columns. */
    double[] coefficientsFromBasis(double[] basisCoefficients) {
        return solveUpper(triangle, basisCoefficients);
    }
}
