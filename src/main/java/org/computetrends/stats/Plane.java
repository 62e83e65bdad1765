package org.computetrends.stats;

/**
 * A plane fitted by least squares to values over two columns, such as the cost of training runs over date and compute.
 * The components are published, and suffice for predictions.
 *
 * @param intercept the value at zero of both columns
 * @param firstSlope change of the value with the first column
 * @param secondSlope change of the value with the second column
 * @param firstMean mean of the first column
 * @param secondMean mean of the second column
 * @param firstVariance variance of the first slope, in units of the residual variance
 * @param covariance covariance of the slopes, in units of the residual variance
 * @param secondVariance variance of the second slope, in units of the residual variance
 * @param residualSd standard deviation of the residuals
 * @param n observations, more than four
 */
public record Plane(
        double intercept,
        double firstSlope,
        double secondSlope,
        double firstMean,
        double secondMean,
        double firstVariance,
        double covariance,
        double secondVariance,
        double residualSd,
        long n) {
    /** The plane of a regression on a constant and two columns, whose design is {@code rows}. */
    static Plane of(LeastSquares fit, double[][] rows, double residualSd) {
        double first = 0;
        double second = 0;
        for (double[] row : rows) {
            first += row[1] / rows.length;
            second += row[2] / rows.length;
        }
        // A row with a single one selects a coefficient, so its variance factor is that of the coefficient.
        double firstVariance = fit.varianceFactor(new double[] {0, 1, 0});
        double secondVariance = fit.varianceFactor(new double[] {0, 0, 1});
        double sumVariance = fit.varianceFactor(new double[] {0, 1, 1});
        double[] coefficients = fit.coefficients();
        return new Plane(
                coefficients[0],
                coefficients[1],
                coefficients[2],
                first,
                second,
                firstVariance,
                // Var(a + b) = Var(a) + Var(b) + 2 Cov(a, b)
                (sumVariance - firstVariance - secondVariance) / 2,
                secondVariance,
                residualSd,
                rows.length);
    }

    /** The prediction of one more observation, by Student's distribution. */
    public StudentPrediction prediction(double first, double second) {
        double x = first - firstMean;
        double y = second - secondMean;
        double slopesVariance = x * x * firstVariance + 2 * x * y * covariance + y * y * secondVariance;
        double factor = 1 + 1.0 / n + Math.max(0, slopesVariance);
        return new StudentPrediction(
                intercept + firstSlope * first + secondSlope * second, residualSd * Math.sqrt(factor), n - 3.0);
    }
}
