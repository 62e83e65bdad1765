package org.computetrends.sql;

/** An {@linkplain ExactSum exact sum} on the driver, addend by addend. It equals Spark's in any order. */
public final class FixedSum {
    private final ExactSum grid;
    private long upper;
    private long lower;

    /** @param grid the kind of the addends */
    public FixedSum(ExactSum grid) {
        this.grid = grid;
    }

    public void add(double addend) {
        long fixed = grid.fixed(addend);
        upper += fixed >> 32;
        lower += fixed & 0xFFFFFFFFL;
    }

    /** The current sum. */
    public double sum() {
        return grid.of(upper, lower);
    }
}
