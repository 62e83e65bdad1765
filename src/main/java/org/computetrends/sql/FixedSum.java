package org.computetrends.sql;

/** An {@linkplain ExactSum exact sum} on the driver, addend by addend: equal to Spark's, in whatever order. */
public final class FixedSum {
    private final ExactSum grid;
    private long upper;
    private long lower;

    /** @param grid what the addends are */
    public FixedSum(ExactSum grid) {
        this.grid = grid;
    }

    /** Adds. */
    public void add(double addend) {
        long fixed = grid.fixed(addend);
        upper += fixed >> 32;
        lower += fixed & 0xFFFFFFFFL;
    }

    /** The sum so far. */
    public double sum() {
        return grid.of(upper, lower);
    }
}
