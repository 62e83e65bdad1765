package org.computetrends.sql;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rint;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Count, mean and sum of squares of a column, summed in fixed point, so that the result does not depend on the order
 * in which Spark happens to merge partitions: floating-point sums do, in their last digits.
 *
 * <p>Each addend is split into a part on a coarse grid and the rest on a grid 2^32 times finer, each summed as a
 * BIGINT. Together they resolve 2^-52 of the values and 2^-44 of their squares, which is what doubles of this size
 * hold. Values must be below 620 in magnitude (log10 of a double, or a difference of two); then 2^31 rows sum safely,
 * and beyond that ANSI mode reports an overflow rather than a wrong sum.
 *
 * @param count rows
 * @param mean their mean
 * @param sumOfSquares sum of squared deviations from the mean
 */
public record ExactMoments(long count, double mean, double sumOfSquares) {

    private static final double FINE = 0x1p32;
    private static final double COARSE_OF_VALUES = 0x1p20;
    private static final double COARSE_OF_SQUARES = 0x1p12;

    private static final String COUNT = "moments_count";
    private static final String SUM_COARSE = "moments_sum_coarse";
    private static final String SUM_FINE = "moments_sum_fine";
    private static final String SQUARES_COARSE = "moments_squares_coarse";
    private static final String SQUARES_FINE = "moments_squares_fine";

    /** The aggregates to compute in a group, for {@link #of} to read. */
    public static List<Column> aggregatesOf(Column value) {
        Column square = value.multiply(value);
        return List.of(
                functions.count(value).as(COUNT),
                coarse(value, COARSE_OF_VALUES).as(SUM_COARSE),
                fine(value, COARSE_OF_VALUES).as(SUM_FINE),
                coarse(square, COARSE_OF_SQUARES).as(SQUARES_COARSE),
                fine(square, COARSE_OF_SQUARES).as(SQUARES_FINE));
    }

    /** The moments in a row of {@linkplain #aggregatesOf these aggregates}. */
    public static ExactMoments of(Row row) {
        long count = row.getAs(COUNT);
        if (count == 0) {
            return new ExactMoments(0, Double.NaN, 0);
        }
        double sum = joined(row, SUM_COARSE, SUM_FINE, COARSE_OF_VALUES);
        double squares = joined(row, SQUARES_COARSE, SQUARES_FINE, COARSE_OF_SQUARES);
        double mean = sum / count;
        return new ExactMoments(count, mean, count == 1 ? 0 : Math.max(0, squares - sum * mean));
    }

    private static Column coarse(Column value, double grid) {
        return coalesce(sum(rint(value.multiply(grid)).cast("bigint")), lit(0L));
    }

    private static Column fine(Column value, double grid) {
        Column scaled = value.multiply(grid);
        return coalesce(sum(rint(scaled.minus(rint(scaled)).multiply(FINE)).cast("bigint")), lit(0L));
    }

    private static double joined(Row row, String coarse, String fine, double grid) {
        long coarseSum = row.getAs(coarse);
        long fineSum = row.getAs(fine);
        return (coarseSum + fineSum / FINE) / grid;
    }
}
