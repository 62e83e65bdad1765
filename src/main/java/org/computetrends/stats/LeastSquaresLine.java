package org.computetrends.stats;

/**
 * The least-squares line through observations, computed exactly from {@link Cells}.
 *
 * <p>Weighted least squares on the cells' means, with the cells' counts as weights, has the same slope and intercept.
 * Adding the sums of squares within cells to the residual sum gives the same variance. Times are measured from their
 * mean, so that sums of squares lose no digits to cancellation.
 */
public final class LeastSquaresLine {

    private LeastSquaresLine() {}

    /** Whether the cells allow a fit: at least three observations on at least two distinct dates. */
    public static boolean isEstimable(Cells cells) {
        return cells.size() >= 2 && cells.observations() >= 3;
    }

    /** Fits the line in closed form to cells that are {@linkplain #isEstimable estimable}. */
    public static LineFit fit(Cells cells) {
        double meanTime = cells.meanTime();
        double meanValue = cells.meanValue();
        double squares = 0;
        double products = 0;
        for (int i = 0; i < cells.size(); i++) {
            double distance = cells.time()[i] - meanTime;
            squares += cells.count()[i] * distance * distance;
            products += cells.count()[i] * distance * (cells.mean()[i] - meanValue);
        }
        return withCoefficients(cells, meanValue, products / squares);
    }

    /**
     * A line with coefficients estimated elsewhere, such as by MLlib, and its sums of squares over the same cells.
     *
     * @param valueAtMeanTime height of the line at the cells' mean time, in OOM
     * @param slope OOM per year
     */
    public static LineFit withCoefficients(Cells cells, double valueAtMeanTime, double slope) {
        if (!isEstimable(cells)) {
            throw new IllegalArgumentException(
                    "a line needs 3 observations on 2 dates, got " + cells.observations() + " on " + cells.size());
        }
        double meanTime = cells.meanTime();
        double meanValue = cells.meanValue();
        double timeSquares = 0;
        double residualSquares = 0;
        double totalSquares = 0;
        for (int i = 0; i < cells.size(); i++) {
            long count = cells.count()[i];
            double distance = cells.time()[i] - meanTime;
            double residual = cells.mean()[i] - valueAtMeanTime - slope * distance;
            double deviation = cells.mean()[i] - meanValue;
            timeSquares += count * distance * distance;
            residualSquares += count * residual * residual + cells.withinSumOfSquares()[i];
            totalSquares += count * deviation * deviation + cells.withinSumOfSquares()[i];
        }
        return new LineFit(
                        cells.observations(),
                        meanTime,
                        valueAtMeanTime,
                        slope,
                        timeSquares,
                        residualSquares,
                        totalSquares)
                .withoutRounding(cells.largestMagnitude());
    }
}
