package org.computetrends.stats;

import java.util.Arrays;

/**
 * Polynomials of time that are orthogonal over weighted times, by the three-term recurrence of Forsythe (1957). Fits
 * with them lose no digits, while powers of time are almost collinear.
 *
 * <p>{@code p(0) = 1} and {@code p(k+1) = (x - shift(k)) p(k) - ratio(k) p(k-1)}, for
 * {@code x = (time - centre) / scale}. Shifts and ratios are rounded to single precision, so that the recurrence
 * hardly rounds for times of few digits. The polynomials are then only nearly orthogonal, which suffices for
 * {@link LeastSquares}.
 */
final class OrthogonalPolynomials implements Basis {
    // A test reads these coefficients of the recurrence, to expand the polynomials in powers of time.
    final double centre;

    final double scale;
    final double[] shift;
    final double[] ratio;

    /**
     * @param time increasing; more times than the degree
     * @param weight positive
     */
    OrthogonalPolynomials(double[] time, double[] weight, int degree) {
        if (degree >= time.length) {
            throw new IllegalArgumentException(
                    "a polynomial of degree " + degree + " needs more than " + degree + " times, got " + time.length);
        }
        int n = time.length;
        this.centre = (time[0] + time[n - 1]) / 2;
        // A power of two, so that division is exact.
        this.scale = n == 1 ? 1 : Math.scalb(1.0, Math.getExponent(time[n - 1] - time[0]));
        this.shift = new double[degree];
        this.ratio = new double[degree];
        double[] previous = new double[n];
        double[] current = new double[n];
        Arrays.fill(current, 1);
        double previousSquares = 0;
        for (int k = 0; k < degree; k++) {
            double squares = 0;
            double moment = 0;
            for (int i = 0; i < n; i++) {
                squares += weight[i] * current[i] * current[i];
                moment += weight[i] * x(time[i]) * current[i] * current[i];
            }
            shift[k] = (float) (moment / squares);
            ratio[k] = k == 0 ? 0 : (float) (squares / previousSquares);
            double[] next = new double[n];
            for (int i = 0; i < n; i++) {
                next[i] = next(k, x(time[i]), current[i], previous[i]);
            }
            previous = current;
            current = next;
            previousSquares = squares;
        }
    }

    /** The next polynomial by the recurrence. */
    private double next(int k, double x, double current, double previous) {
        return Math.fma(x - shift[k], current, -ratio[k] * previous);
    }

    private double x(double time) {
        return (time - centre) / scale;
    }

    @Override
    public int size() {
        return shift.length + 1;
    }

    @Override
    public double[] valuesAt(double time) {
        double[] values = new double[size()];
        values[0] = 1;
        for (int k = 0; k < shift.length; k++) {
            values[k + 1] = next(k, x(time), values[k], k == 0 ? 0 : values[k - 1]);
        }
        return values;
    }

    @Override
    public double[] slopesAt(double time) {
        double[] values = valuesAt(time);
        double[] slopes = new double[size()];
        for (int k = 0; k < shift.length; k++) {
            // The derivative of the recurrence by time.
            slopes[k + 1] = values[k] / scale + next(k, x(time), slopes[k], k == 0 ? 0 : slopes[k - 1]);
        }
        return slopes;
    }
}
