package org.computetrends.stats;

import java.util.Arrays;

/**
 * A curve that is linear in its coefficients, fitted to {@link Cells} by least squares. It is a polynomial, a logarithm
 * or a piecewise line. The result equals a fit to the single observations: the cells' means are weighted by their
 * counts, and the sums of squares within cells are added to the residual sum.
 */
public final class BasisCurve implements GrowthCurve {
    private final Basis basis;
    private final LeastSquares fit;
    private final double[] coefficients;
    private final long n;
    private final int parameters;
    private final double residualSumOfSquares;

    private BasisCurve(Basis basis, int breaks, Cells cells) {
        this.basis = basis;
        this.fit = LeastSquares.fit(
                Arrays.stream(cells.time()).mapToObj(basis::valuesAt).toArray(double[][]::new),
                cells.weights(),
                cells.mean());
        this.coefficients = fit.coefficients();
        this.n = cells.observations();
        // Coefficients, dates of breaks, and the variance of the residuals.
        this.parameters = basis.size() + breaks + 1;
        this.residualSumOfSquares = cells.residualSumOfSquares(this::valueAt);
    }

    /** A polynomial of degree 2 or 3 in time, for growth whose rate changes. Not to be extrapolated: it diverges. */
    public static BasisCurve polynomial(Cells cells, int degree) {
        return new BasisCurve(new OrthogonalPolynomials(cells.time(), cells.weights(), degree), 0, cells);
    }

    /** Growth that fades: {@code y = a + b log10(1 + years since the first observation)}. */
    public static BasisCurve logarithmic(Cells cells) {
        return new BasisCurve(new LogarithmOfTime(cells.time()[0]), 0, cells);
    }

    /**
     * A piecewise line.
     *
     * @param breaks the times of the breaks, increasing; an observation at a break belongs to the segment before it
     */
    public static BasisCurve piecewise(Cells cells, double[] breaks, BreakForm form) {
        return new BasisCurve(piecewiseBasis(cells, breaks, form), breaks.length, cells);
    }

    static Basis piecewiseBasis(Cells cells, double[] breaks, BreakForm form) {
        return new PiecewiseLine(cells.meanTime(), breaks.clone(), form);
    }

    @Override
    public long n() {
        return n;
    }

    @Override
    public int parameters() {
        return parameters;
    }

    @Override
    public double residualSumOfSquares() {
        return residualSumOfSquares;
    }

    @Override
    public double valueAt(double time) {
        return weightedSum(basis.valuesAt(time));
    }

    @Override
    public double slopeAt(double time) {
        return weightedSum(basis.slopesAt(time));
    }

    @Override
    public double leverage(double time) {
        return fit.varianceFactor(basis.valuesAt(time));
    }

    private double weightedSum(double[] basisValues) {
        double sum = 0;
        for (int j = 0; j < basisValues.length; j++) {
            sum += coefficients[j] * basisValues[j];
        }
        return sum;
    }

    private record LogarithmOfTime(double origin) implements Basis {
        @Override
        public int size() {
            return 2;
        }

        @Override
        public double[] valuesAt(double time) {
            return new double[] {1, Math.log10(1 + time - origin)};
        }

        @Override
        public double[] slopesAt(double time) {
            return new double[] {0, 1 / (1 + time - origin) / Math.log(10)};
        }
    }

    /** Time is measured from {@code centre}, which keeps the least-squares problem well conditioned. */
    @SuppressWarnings("ArrayRecordComponent") // private, never compared
    private record PiecewiseLine(double centre, double[] breaks, BreakForm form) implements Basis {
        @Override
        public int size() {
            return 2 + form.coefficients() * breaks.length;
        }

        @Override
        public double[] valuesAt(double time) {
            double[] values = new double[size()];
            values[0] = 1;
            values[1] = time - centre;
            int next = 2;
            for (double breakTime : breaks) {
                values[next++] = Math.max(0, time - breakTime);
                if (form == BreakForm.DISCONTINUOUS) {
                    values[next++] = time > breakTime ? 1 : 0;
                }
            }
            return values;
        }

        @Override
        public double[] slopesAt(double time) {
            double[] slopes = new double[size()];
            slopes[1] = 1;
            // A jump has slope zero.
            for (int k = 0; k < breaks.length; k++) {
                slopes[2 + k * form.coefficients()] = time > breaks[k] ? 1 : 0;
            }
            return slopes;
        }
    }
}
