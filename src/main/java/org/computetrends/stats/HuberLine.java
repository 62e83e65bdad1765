package org.computetrends.stats;

import java.util.Arrays;

/**
 * Huber's robust line: squared loss for small residuals and absolute loss for large ones bound the influence of
 * outliers.
 *
 * <p>Slope, height and scale {@code s} together minimize {@code sum(s + H(residual / s) s)} (Huber 1981, Owen 2007),
 * where {@code H(z)} is {@code z^2} up to epsilon and {@code 2 epsilon |z| - epsilon^2} beyond. This convex function is
 * also the objective of Spark MLlib's and scikit-learn's Huber regressions. Each iteration computes the best scale for
 * the current residuals, then one step of weighted least squares.
 */
public final class HuberLine {

    /**
     * The usual constant: 95% efficiency under normal errors if the scale is the standard deviation (Huber 1981). The
     * scale here is smaller, so the efficiency is lower.
     */
    private static final double EPSILON = 1.345;

    /** After this many iterations, the last slope is the result, converged or not. */
    private static final int MOST_ITERATIONS = 1_000;

    /** The iteration ends when the line moves by less than this share of the scale. */
    private static final double TOLERANCE = 1e-12;

    private HuberLine() {}

    /**
     * The slope, in OOM per year. If all observations are on one line, the slope of that line. If about 45% or more are
     * on one line, the best scale may become zero; the slope is then NaN.
     *
     * @param line the least-squares line of the same points, where the search starts
     */
    public static double slope(Points points, LineFit line) {
        int n = points.size();
        double[] residual = new double[n];
        double slope = line.slope();
        double height = line.meanValue();
        double spread = Math.sqrt(line.timeSumOfSquares() / n);
        if (line.residualSumOfSquares() == 0) {
            return slope;
        }
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            for (int i = 0; i < n; i++) {
                residual[i] = points.value()[i] - height - slope * (points.time()[i] - line.meanTime());
            }
            double scale = scale(residual);
            if (!(scale > 0)) {
                return Double.NaN;
            }
            double weights = 0;
            double times = 0;
            double squares = 0;
            double values = 0;
            double products = 0;
            for (int i = 0; i < n; i++) {
                double weight = Math.min(1, EPSILON * scale / Math.abs(residual[i]));
                double time = points.time()[i] - line.meanTime();
                weights += weight;
                times += weight * time;
                squares += weight * time * time;
                values += weight * residual[i];
                products += weight * time * residual[i];
            }
            // One step of weighted least squares: the normal equations of the residuals.
            double determinant = weights * squares - times * times;
            double slopeStep = (weights * products - times * values) / determinant;
            double heightStep = (squares * values - times * products) / determinant;
            slope += slopeStep;
            height += heightStep;
            if (Math.abs(slopeStep) * spread + Math.abs(heightStep) <= TOLERANCE * scale) {
                return slope;
            }
        }
        return slope;
    }

    /** The best scale s for given residuals r solves {@code sum(min(r^2, (epsilon s)^2)) = n s^2}. */
    private static double scale(double[] residual) {
        int n = residual.length;
        double[] squares = Arrays.stream(residual).map(r -> r * r).sorted().toArray();
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        for (int outliers = 0; outliers < n; outliers++) {
            double denominator = n - EPSILON * EPSILON * outliers;
            if (denominator <= 0) {
                return 0;
            }
            double scaleSquared = sum / denominator;
            // Consistent if the largest residual that is not an outlier is within epsilon.
            if (squares[n - 1 - outliers] <= EPSILON * EPSILON * scaleSquared) {
                return Math.sqrt(scaleSquared);
            }
            sum -= squares[n - 1 - outliers];
        }
        return 0;
    }
}
