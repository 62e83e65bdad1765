package org.computetrends.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Count, mean and sum of squares of a column of values, from {@linkplain ExactSum exact sums}.
 *
 * @param count rows
 * @param mean their mean
 * @param sumOfSquares sum of squared deviations from the mean
 */
public record ExactMoments(long count, double mean, double sumOfSquares) {
    private static final String COUNT = "moments_count";
    private static final String SUM = "moments_sum";
    private static final String SQUARES = "moments_squares";

    /** The same sums on the driver, value by value, for moments that are equal to Spark's to the last digit. */
    public static final class Sums {
        private final FixedSum values = new FixedSum(ExactSum.OF_VALUES);
        private final FixedSum squares = new FixedSum(ExactSum.OF_PRODUCTS);
        private long count;

        /** Adds a value. */
        public void add(double value) {
            count++;
            values.add(value);
            squares.add(value * value);
        }

        /** The moments of what was added. */
        public ExactMoments moments() {
            return of(count, values.sum(), squares.sum());
        }
    }

    /** The aggregates to compute in a group, for {@link #of} to read. */
    public static List<Column> aggregatesOf(Column value) {
        List<Column> aggregates = new ArrayList<>();
        aggregates.add(functions.count(value).as(COUNT));
        aggregates.addAll(ExactSum.OF_VALUES.aggregatesOf(value, SUM));
        aggregates.addAll(ExactSum.OF_PRODUCTS.aggregatesOf(value.multiply(value), SQUARES));
        return aggregates;
    }

    /** The moments in a row of {@linkplain #aggregatesOf these aggregates}. */
    public static ExactMoments of(Row row) {
        return of(row.getAs(COUNT), ExactSum.OF_VALUES.of(row, SUM), ExactSum.OF_PRODUCTS.of(row, SQUARES));
    }

    /** The moments of so many values, of their sum and the sum of their squares. */
    public static ExactMoments of(long count, double sum, double squares) {
        if (count == 0) {
            return new ExactMoments(0, Double.NaN, 0);
        }
        double mean = sum / count;
        return new ExactMoments(count, mean, count == 1 ? 0 : Math.max(0, squares - sum * mean));
    }
}
