package org.computetrends.sql;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rint;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * A sum in fixed point, so that it does not depend on the order in which Spark happens to merge partitions:
 * floating-point sums do, in their last digits.
 *
 * <p>Each addend is split into a part on a coarse grid and the rest on a grid 2^32 times finer, each summed as a BIGINT.
 * Up to 2^31 rows sum safely; beyond that ANSI mode reports an overflow rather than a wrong sum.
 */
public enum ExactSum {
    /** For values below 620 in magnitude, such as log10 of a double or years: resolves 2^-52. */
    OF_VALUES(0x1p20),
    /** For products of two of these: resolves 2^-44. */
    OF_PRODUCTS(0x1p12);

    private static final double FINE = 0x1p32;

    private final double grid;

    ExactSum(double grid) {
        this.grid = grid;
    }

    /** The two aggregates that make up the sum, for {@link #of} to read. */
    public List<Column> aggregatesOf(Column addend, String name) {
        Column scaled = addend.multiply(grid);
        Column rest = scaled.minus(rint(scaled)).multiply(FINE);
        return List.of(total(scaled).as(name + "_coarse"), total(rest).as(name + "_fine"));
    }

    private static Column total(Column onGrid) {
        return coalesce(sum(rint(onGrid).cast("bigint")), lit(0L));
    }

    /** The sum in a row of these aggregates. */
    public double of(Row row, String name) {
        long coarse = row.getAs(name + "_coarse");
        long fine = row.getAs(name + "_fine");
        return (coarse + fine / FINE) / grid;
    }

    /**
     * An addend in units of the fine grid, for sums outside Spark's aggregates: add {@code fixed >> 32} to one long and
     * {@code fixed & 0xFFFFFFFFL} to another, which {@link #of(long, long)} reads. Up to 2^31 of them sum safely.
     */
    public long fixed(double addend) {
        return (long) Math.rint(addend * grid * FINE);
    }

    /** A sum of one addend. */
    public double rounded(double addend) {
        long fixed = fixed(addend);
        return of(fixed >> 32, fixed & 0xFFFFFFFFL);
    }

    /** The sum whose parts were added so. */
    public double of(long upper, long lower) {
        return ((upper + (lower >>> 32)) + (lower & 0xFFFFFFFFL) / FINE) / grid;
    }
}
