package org.computetrends.stats;

/**
 * The time at which a fitted line reaches a height, with Fieller's (1954) confidence set.
 *
 * <p>The set contains every time at which the line's confidence interval contains the height. It is an interval if the
 * slope differs significantly from zero. Otherwise the set is all times, or all times outside a gap.
 *
 * @param shape the shape of the set
 * @param estimate when the line itself reaches the height, in years since 2000-01-01; NaN for slope zero
 * @param low lower end of the interval ({@code BOUNDED}) or gap ({@code OUTSIDE_A_GAP}); otherwise minus infinity
 * @param high upper end of the interval or gap; otherwise infinity
 */
public record InversePrediction(Shape shape, double estimate, double low, double high) {

    public enum Shape {
        /** Every time between {@code low} and {@code high}. */
        BOUNDED,
        /** Every time up to {@code low} and every time from {@code high}: the slope's sign is uncertain. */
        OUTSIDE_A_GAP,
        /** Every time. */
        UNBOUNDED
    }

    /**
     * Solves for the times {@code t} at which {@code (height - line(t))^2 <= margin^2 leverage(t)}.
     *
     * @param margin the t quantile times the residual standard deviation, as scaled by the caller
     */
    static InversePrediction of(LineFit line, double height, double margin) {
        double slope = line.slope();
        double meanTime = line.meanTime();
        double rise = height - line.meanValue();
        double estimate = slope == 0 ? Double.NaN : meanTime + rise / slope;
        double marginSquared = margin * margin;
        double perObservation = 1.0 / line.n();
        // For u = t - meanTime, the leverage is 1/n + u^2 / timeSumOfSquares. The inequality becomes
        // quadratic * u^2 - 2 * halfLinear * u + offset <= 0. In its discriminant, halfLinear^2 - quadratic * offset,
        // the terms with slope^2 * rise^2 cancel, so the code leaves them out.
        double quadratic = slope * slope - marginSquared / line.timeSumOfSquares();
        double halfLinear = slope * rise;
        double offset = rise * rise - marginSquared * perObservation;
        double discriminant = marginSquared * (rise * rise / line.timeSumOfSquares() + perObservation * quadratic);
        if (discriminant < 0 || quadratic == 0) {
            return new InversePrediction(Shape.UNBOUNDED, estimate, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        // The root of larger magnitude is computed first. The second root follows from the product of the roots, which
        // is offset / quadratic, so no digits cancel.
        double numerator = halfLinear + Math.copySign(Math.sqrt(discriminant), halfLinear);
        double first = numerator / quadratic;
        double second = numerator == 0 ? first : offset / numerator;
        double low = meanTime + Math.min(first, second);
        double high = meanTime + Math.max(first, second);
        return new InversePrediction(quadratic > 0 ? Shape.BOUNDED : Shape.OUTSIDE_A_GAP, estimate, low, high);
    }
}
