package org.computetrends.stats;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * A mixture of predictive distributions, such as those of several curves. A quantile of the mixture is between the same
 * quantiles of the components, and is found to 1e-13 OOM. The score is integrated to about eight digits by
 * Gauss-Legendre quadrature, over panels that widen with the distance from each component's centre.
 *
 * @param weights the probability of each component
 */
public record MixturePrediction(List<StudentPrediction> components, List<Double> weights)
        implements PredictiveDistribution {

    /** More steps than the search for a quantile ever needs. */
    private static final int MOST_STEPS = 200;

    /** The search for a quantile ends when the quantile is known to this precision, in OOM. */
    private static final double PRECISION = 1e-13;

    /** The integral of a tail ends where less than this is left, in OOM. */
    private static final double NEGLIGIBLE = 1e-12;

    /** Panels end at the centre, and half a scale, one scale, two scales and so on from it, up to this power of 2. */
    private static final int WIDEST_POWER = 12;

    private static final GaussLegendre RULE = new GaussLegendre(8);

    public MixturePrediction {
        components = List.copyOf(components);
        weights = List.copyOf(weights);
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        if (components.isEmpty() || components.size() != weights.size() || !(Math.abs(sum - 1) < 1e-9)) {
            throw new IllegalArgumentException("a mixture needs a weight for each of its components, with sum 1, got "
                    + components.size() + " components and weights " + weights);
        }
    }

    @Override
    public double cumulative(double log10Value) {
        double sum = 0;
        for (int i = 0; i < components.size(); i++) {
            sum += weights.get(i) * components.get(i).cumulative(log10Value);
        }
        return sum;
    }

    @Override
    public double quantile(double probability) {
        DoubleSummaryStatistics quantiles = components.stream()
                .mapToDouble(component -> component.quantile(probability))
                .summaryStatistics();
        double low = quantiles.getMin();
        double high = quantiles.getMax();
        return low < high ? quantileBetween(low, high, probability) : high;
    }

    /** The Illinois method (Dowell and Jarratt 1971): false position that halves the value at an unmoved end. */
    private double quantileBetween(double from, double to, double probability) {
        double low = from;
        double high = to;
        // The cumulative probability minus the one sought.
        double excessAtLow = cumulative(low) - probability;
        double excessAtHigh = cumulative(high) - probability;
        int lastMoved = 0; // -1 for the low end, 1 for the high end
        for (int i = 0; i < MOST_STEPS && high - low > PRECISION && excessAtLow < 0 && excessAtHigh > 0; i++) {
            // Where the straight line through both ends is zero.
            double estimate = (low * excessAtHigh - high * excessAtLow) / (excessAtHigh - excessAtLow);
            double excess = cumulative(estimate) - probability;
            if (excess == 0) {
                return estimate;
            }
            if (excess < 0) {
                excessAtHigh = lastMoved < 0 ? excessAtHigh / 2 : excessAtHigh;
                lastMoved = -1;
                low = estimate;
                excessAtLow = excess;
            } else {
                excessAtLow = lastMoved > 0 ? excessAtLow / 2 : excessAtLow;
                lastMoved = 1;
                high = estimate;
                excessAtHigh = excess;
            }
        }
        // An end with the wrong sign is exact up to rounding. Otherwise, the end with the smaller excess.
        return excessAtLow >= 0 ? low : excessAtHigh <= 0 ? high : -excessAtLow < excessAtHigh ? low : high;
    }

    @Override
    public double crps(double actual) {
        TreeSet<Double> edges = new TreeSet<>();
        edges.add(actual);
        for (StudentPrediction component : components) {
            edges.add(component.location());
            for (int power = -1; power <= WIDEST_POWER; power++) {
                double distance = component.scale() * Math.scalb(1.0, power);
                edges.add(component.location() - distance);
                edges.add(component.location() + distance);
            }
        }
        return tail(edges.headSet(actual, true).descendingSet(), this::cumulative)
                + tail(edges.tailSet(actual, true), value -> 1 - cumulative(value));
    }

    /** The integral of a squared probability over the panels between successive edges, until the rest is negligible. */
    private static double tail(Iterable<Double> edges, DoubleUnaryOperator probability) {
        double sum = 0;
        double from = Double.NaN;
        for (double to : edges) {
            if (!Double.isNaN(from)) {
                double panel = RULE.integral(
                        value -> squared(probability.applyAsDouble(value)), Math.min(from, to), Math.max(from, to));
                sum += panel;
                // From one panel to the next, the width doubles and a squared tail falls to a sixteenth. So all later
                // panels together are smaller than this one.
                if (panel < NEGLIGIBLE && squared(probability.applyAsDouble(to)) < NEGLIGIBLE) {
                    return sum;
                }
            }
            from = to;
        }
        return sum;
    }

    private static double squared(double value) {
        return value * value;
    }
}
