package org.computetrends.stats;

/**
 * Divides a change among its parts (Shapley 1953). The share of a part is its marginal effect, averaged over all orders
 * in which parts can be added. A part without effect has share zero, and the shares add up to the change.
 *
 * <p>Needs the value of each coalition, which is a set of parts: {@code 2^k} values for {@code k} parts.
 */
public final class ShapleyValues {
    /** The most parts: the number of coalitions is 2 to this power. */
    private static final int MOST_PARTS = 20;

    private ShapleyValues() {}

    /**
     * The share of each part.
     *
     * @param values the value of each coalition; bit {@code i} of an index says whether part {@code i} is included
     * @return each part's share of {@code values[all] - values[none]}; all are NaN if a value is NaN
     * @throws IllegalArgumentException unless there are {@code 2^k} values, {@code 0 < k <= 20}
     */
    public static double[] of(double[] values) {
        int parts = Integer.numberOfTrailingZeros(values.length);
        if (values.length < 2 || Integer.bitCount(values.length) != 1 || parts > MOST_PARTS) {
            throw new IllegalArgumentException(
                    "a split needs 2^k values for k from 1 to " + MOST_PARTS + ", got " + values.length);
        }
        double[] weights = weights(parts);
        double[] shares = new double[parts];
        for (int coalition = 0; coalition < values.length; coalition++) {
            for (int part = 0; part < parts; part++) {
                if ((coalition >> part & 1) == 0) {
                    double added = values[coalition | 1 << part] - values[coalition];
                    shares[part] += weights[Integer.bitCount(coalition)] * added;
                }
            }
        }
        return shares;
    }

    /** Element s is the share of orders in which s given parts precede a part: {@code s! (k - 1 - s)! / k!}. */
    private static double[] weights(int parts) {
        double[] weights = new double[parts];
        weights[0] = 1.0 / parts;
        for (int size = 1; size < parts; size++) {
            weights[size] = weights[size - 1] * size / (parts - size);
        }
        return weights;
    }
}
