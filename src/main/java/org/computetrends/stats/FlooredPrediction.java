package org.computetrends.stats;

import java.util.TreeSet;

/**
 * A predictive distribution with a known lower bound, the floor. For example, a future record is at least the known
 * one. The probability of values below the floor is moved to the floor.
 *
 * @param unfloored the distribution without the floor, not a {@link SampledPrediction}
 * @param floor in OOM
 */
public record FlooredPrediction(PredictiveDistribution unfloored, double floor) implements PredictiveDistribution {

    // The integral below the floor is summed over panels. Panels end at the floor, at the median, and at
    // width * 2^power from both, where width is the upper quartile minus the median.
    private static final int NARROWEST_POWER = -2;

    private static final int WIDEST_POWER = 14;

    /** The remaining integral of a tail is left out once a bound of it is below this, in OOM. */
    private static final double NEGLIGIBLE = 1e-11;

    private static final GaussLegendre RULE = new GaussLegendre(8);

    public FlooredPrediction {
        if (unfloored instanceof SampledPrediction) {
            throw new IllegalArgumentException("the integral would miss the steps of a sample: floor its values");
        }
    }

    @Override
    public double cumulative(double log10Value) {
        return log10Value < floor ? 0 : unfloored.cumulative(log10Value);
    }

    @Override
    public double quantile(double probability) {
        return Math.max(floor, unfloored.quantile(probability));
    }

    /**
     * For an outcome above the floor: the score without the floor, minus the integral of the squared cumulative
     * probability below the floor. For an outcome below the floor: the floor's score plus the distance to it.
     */
    @Override
    public double crps(double actual) {
        double median = unfloored.quantile(0.5);
        double toQuartile = unfloored.quantile(0.75) - median;
        // If one value is both quantiles, the score of this value is another width. It is zero for a certain value.
        double width = toQuartile > 0 ? toQuartile : unfloored.crps(median);
        return unfloored.crps(Math.max(actual, floor))
                - integralBelowFloor(median, width)
                + Math.max(0, floor - actual);
    }

    /** The integral of the squared cumulative probability below the floor. */
    private double integralBelowFloor(double median, double width) {
        TreeSet<Double> edges = new TreeSet<>();
        edges.add(floor);
        for (int power = NARROWEST_POWER; power <= WIDEST_POWER; power++) {
            double distance = width * Math.scalb(1.0, power);
            edges.add(floor - distance);
            edges.add(median - distance);
            edges.add(median + distance);
        }
        edges.add(median);
        double sum = 0;
        double to = floor;
        for (double from : edges.headSet(floor, false).descendingSet()) {
            // In the tail, F^2 falls at least as fast as 1 / d^2 for the distance d from the median. So the rest is at
            // most F^2 d.
            if (to < median - width && squaredCumulative(to) * (median - to) < NEGLIGIBLE) {
                return sum;
            }
            sum += RULE.integral(this::squaredCumulative, from, to);
            to = from;
        }
        return sum;
    }

    private double squaredCumulative(double value) {
        double cumulative = unfloored.cumulative(value);
        return cumulative * cumulative;
    }
}
