package org.computetrends.stats;

import java.util.List;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * A mixture of predictive distributions, such as those of several curves. A quantile is between the same quantiles of the
 * components, and is found to 1e-13 OOM. The score is integrated by Gauss-Legendre quadrature over panels that widen with
 * the distance from each component's centre, to about eight digits.
 *
 * @param components the distributions
 * @param weights the probability of each component
 */
public record MixturePrediction(List<StudentPrediction> components, List<Double> weights)
        implements PredictiveDistribution {

    /** More steps than the search for a quantile ever needs. */
    private static final int MOST_STEPS = 200;

    /** The search for a quantile ends when it is known to this precision, in OOM. */
    private static final double PRECISION = 1e-13;

    /** The integral of a tail ends where less than this is left, in OOM. */
    private static final double NEGLIGIBLE = 1e-12;

    /** Panels end at the centre, at half a scale from it, and at doubled distances up to this power of 2. */
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
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (StudentPrediction component : components) {
            double quantile = component.quantile(probability);
            low = Math.min(low, quantile);
            high = Math.max(high, quantile);
        }
        return low < high ? quantileBetween(low, high, probability) : high;
    }

    /** The Illinois variant of false position: it halves the value at an end that did not move (Dowell and Jarratt 1971). */
    private double quantileBetween(double from, double to, double probability) {
        double low = from;
        double high = to;
        // The cumulative probability minus the one sought.
        double excessAtLow = cumulative(low) - probability;
        double excessAtHigh = cumulative(high) - probability;
        int lastMoved = 0; // -1 for the low end, 1 for the high end
        for (int i = 0; i < MOST_STEPS && high - low > PRECISION && excessAtLow < 0 && excessAtHigh > 0; i++) {
            // Where the straight line through both ends is zero.
            double at = (low * excessAtHigh - high * excessAtLow) / (excessAtHigh - excessAtLow);
            double excess = cumulative(at) - probability;
            if (excess == 0) {
                return at;
            }
            if (excess < 0) {
                excessAtHigh = lastMoved < 0 ? excessAtHigh / 2 : excessAtHigh;
                lastMoved = -1;
                low = at;
                excessAtLow = excess;
            } else {
                excessAtLow = lastMoved > 0 ? excessAtLow / 2 : excessAtLow;
                lastMoved = 1;
                high = at;
                excessAtHigh = excess;
            }
        }
        // An end that is exact up to rounding, or else the closer one.
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

    /** The integral of a squared probability from the first edge; negligible beyond the last. */
    private static double tail(Iterable<Double> edges, DoubleUnaryOperator probability) {
        double sum = 0;
        double from = Double.NaN;
        for (double to : edges) {
            if (!Double.isNaN(from)) {
                double panel = RULE.integral(
                        value -> squared(probability.applyAsDouble(value)), Math.min(from, to), Math.max(from, to));
                sum += panel;
                // Panels double in width and the square of a tail falls to a sixteenth from one to the next, so the
                // rest is smaller than this panel.
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
