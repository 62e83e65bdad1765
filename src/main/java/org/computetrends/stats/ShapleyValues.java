package org.computetrends.stats;

/**
 * Splits a change exactly among the parts that together made it (Shapley 1953): each part counts with what it adds to
 * the others, averaged over all orders in which the parts can come in. The parts are treated alike whatever their order,
 * a part that never changes anything counts nothing, and the shares add up to the whole change but for rounding.
 *
 * <p>Needs the value of every coalition, {@code 2^k} of {@code k} parts: for a handful of parts.
 */
public final class ShapleyValues {
    private static final int MOST_PARTS = 20;

    private ShapleyValues() {}

    /**
     * The share of each part.
     *
     * @param values the value of each coalition; bit {@code i} of an index says whether part {@code i} is in
     * @return for each part its share of {@code values[all] - values[none]}; not a number where a value it needs is none
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

    /** The share of orders in which a part comes in after given others: {@code s! (k - 1 - s)! / k!} by their number. */
    private static double[] weights(int parts) {
        double[] weights = new double[parts];
        weights[0] = 1.0 / parts;
        for (int size = 1; size < parts; size++) {
            weights[size] = weights[size - 1] * size / (parts - size);
        }
        return weights;
    }
}
