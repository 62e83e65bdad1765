package org.computetrends.sql;

/**
 * Count, mean and sum of squares of a set of values, from {@linkplain ExactSum exact sums}.
 *
 * @param count the number of values
 * @param mean their mean; NaN if there are none
 * @param sumOfSquares the sum of squared deviations from the mean
 */
public record ExactMoments(long count, double mean, double sumOfSquares) {
    /** Adds values one by one. The moments equal the moments from a scan in Spark's tasks to the last digit. */
    public static final class Sums {
        private final ExactSum.Total values = new ExactSum.Total(ExactSum.OF_VALUES);
        private final ExactSum.Total squares = new ExactSum.Total(ExactSum.OF_PRODUCTS);
        private long count;

        public void add(double value) {
            count++;
            values.add(value);
            squares.add(value * value);
        }

        public ExactMoments moments() {
            return of(count, values.sum(), squares.sum());
        }
    }

    /** The moments of values, by their sum and the sum of their squares. */
    public static ExactMoments of(long count, double sum, double squares) {
        if (count == 0) {
            return new ExactMoments(0, Double.NaN, 0);
        }
        double mean = sum / count;
        return new ExactMoments(count, mean, count == 1 ? 0 : Math.max(0, squares - sum * mean));
    }
}
