package org.computetrends.sql;

/**
 * A sum in fixed point, which is independent of the order in which Spark merges partitions. Floating-point sums
 * differ in their last digits.
 *
 * <p>Each addend is split into a part on a coarse grid and the rest on a grid 2^32 times finer, each summed as a
 * BIGINT. Up to 2^31 rows sum safely; beyond that ANSI mode reports an overflow instead of a wrong sum.
 */
public enum ExactSum {
    /** For values below 620 in magnitude, such as log10 of a double or years: resolves 2^-52. */
    OF_VALUES(0x1p20),
    /** For products of two such values: resolves 2^-44. */
    OF_PRODUCTS(0x1p12);

    private static final double FINE = 0x1p32;

    private final double grid;

    ExactSum(double grid) {
        this.grid = grid;
    }

    /**
     * An addend in units of the fine grid: add {@code fixed >> 32} to one long and
     * {@code fixed & 0xFFFFFFFFL} to another, which {@link #of(long, long)} reads. Up to 2^31 of them sum safely.
     */
    public long fixed(double addend) {
        return (long) Math.rint(addend * grid * FINE);
    }

    /** The sum of a single addend. */
    public double rounded(double addend) {
        long fixed = fixed(addend);
        return of(fixed >> 32, fixed & 0xFFFFFFFFL);
    }

    /** The sum, from the totals of its two parts: see {@link #fixed}. */
    public double of(long upper, long lower) {
        return ((upper + (lower >>> 32)) + (lower & 0xFFFFFFFFL) / FINE) / grid;
    }
}
