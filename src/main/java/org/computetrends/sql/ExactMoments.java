package org.computetrends.sql;

/**
 * Count, mean and sum of squares of a set of values, from {@linkplain ExactSum exact sums}.
 *
 * @param count the number of values
 * @param mean the mean of the values; NaN if there are no values
 * @param sumOfSquares the sum of squared deviations from the mean
 */
public record ExactMoments(long count, double mean, double sumOfSquares) {
    /** The longs for one set of values: one for the count, two for the sum, two for the sum of squared values. */
    public static final int WIDTH = 5;

    private static final int SUM = 1;
    private static final int SUM_OF_SQUARED_VALUES = 3;

    /** Adds a value to the set whose sums begin at an offset of an array. */
    public static void add(long[] sums, int offset, double value) {
        sums[offset]++;
        ExactSum.OF_VALUES.add(sums, offset + SUM, value);
        ExactSum.OF_PRODUCTS.add(sums, offset + SUM_OF_SQUARED_VALUES, value * value);
    }

    /** The moments of the set whose sums begin at an offset of an array. */
    public static ExactMoments of(long[] sums, int offset) {
        long count = sums[offset];
        if (count == 0) {
            return new ExactMoments(0, Double.NaN, 0);
        }
        double sum = ExactSum.OF_VALUES.sum(sums, offset + SUM);
        double squares = ExactSum.OF_PRODUCTS.sum(sums, offset + SUM_OF_SQUARED_VALUES);
        double mean = sum / count;
        return new ExactMoments(count, mean, count == 1 ? 0 : Math.max(0, squares - sum * mean));
    }

    /** A set to which values are added one by one. Its moments equal those that Spark's tasks compute in any order. */
    public static final class Sums {
        private final long[] sums = new long[WIDTH];

        public void add(double value) {
            ExactMoments.add(sums, 0, value);
        }

        public ExactMoments moments() {
            return of(sums, 0);
        }
    }
}
