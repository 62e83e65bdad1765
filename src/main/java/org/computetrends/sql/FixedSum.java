package org.computetrends.sql;

/**
 * An {@linkplain ExactSum exact sum} of addends that are added one by one. It equals the sum of a scan in Spark's
 * tasks.
 */
public final class FixedSum {
    private final ExactSum grid;
    private long upperWord;
    private long lowerWord;

    /** @param grid the range and resolution of the addends */
    public FixedSum(ExactSum grid) {
        this.grid = grid;
    }

    public void add(double addend) {
        long fixed = grid.fixed(addend);
        upperWord += fixed >> 32;
        lowerWord += fixed & 0xFFFFFFFFL;
    }

    public double sum() {
        return grid.of(upperWord, lowerWord);
    }
}
