package org.computetrends.stats;

import java.util.List;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * A mixture of predictive distributions.
 *
 * <p>Quantiles are between those of the components, and are found to 1e-13 OOM. The score is integrated by Gauss-Legendre
 * quadrature over panels that widen with the distance from each component's centre, to about eight digits.
 *
 * @param components the distributions
 * @param weights the probability of each, in the same order
 */
public record MixturePrediction(List<StudentPrediction> components, List<Double> weights)
        implements PredictiveDistribution {

    /** More steps than the search ever needs. */
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
    public double cumulative(double value) {
        double sum = 0;
        for (int i = 0; i < components.size(); i++) {
            sum += weights.get(i) * components.get(i).cumulative(value);
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
        return low < high ? between(low, high, probability) : high;
    }

    /**
     * Finds a quantile by the Illinois variant of false position, which halves the value at the retained end (Dowell
     * and Jarratt 1971).
     */
    private double between(double from, double to, double probability) {
        double low = from;
        double high = to;
        double belowLow = cumulative(low) - probability;
        double aboveHigh = cumulative(high) - probability;
        int moved = 0;
        for (int i = 0; i < MOST_STEPS && high - low > PRECISION && belowLow < 0 && aboveHigh > 0; i++) {
            double at = (low * aboveHigh - high * belowLow) / (aboveHigh - belowLow);
            double above = cumulative(at) - probability;
            if (above == 0) {
                return at;
            }
            if (above < 0) {
                aboveHigh = moved < 0 ? aboveHigh / 2 : aboveHigh;
                moved = -1;
                low = at;
                belowLow = above;
            } else {
                belowLow = moved > 0 ? belowLow / 2 : belowLow;
                moved = 1;
                high = at;
                aboveHigh = above;
            }
        }
        return belowLow >= 0 ? low : aboveHigh <= 0 ? high : -belowLow < aboveHigh ? low : high;
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
