package org.computetrends.sql;

/**
 * Sums in fixed point, which do not depend on the order of addends or on how Spark divides rows into partitions. Sums
 * in floating point would differ in their last digits.
 *
 * <p>Each addend is rounded to 64 bits and split: the upper 32 bits are summed in one long, the lower 32 bits in
 * another. Up to 2^31 addends sum without overflow. Only merges check for overflow: see {@code RecordSums}.
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
     * An addend as a multiple of the resolution, rounded. Add {@code fixed >> 32} to one long and {@code fixed &
     * 0xFFFFFFFFL} to another, and convert both by {@link #of(long, long)}.
     */
    public long fixed(double addend) {
        return (long) Math.rint(addend * grid * FINE);
    }

    /** An addend rounded to the resolution, which is its sum if it is the only addend. */
    public double rounded(double addend) {
        long fixed = fixed(addend);
        return of(fixed >> 32, fixed & 0xFFFFFFFFL);
    }

    /** The sum, from the totals of the upper and lower parts of {@linkplain #fixed addends}. */
    public double of(long upperWord, long lowerWord) {
        return ((upperWord + (lowerWord >>> 32)) + (lowerWord & 0xFFFFFFFFL) / FINE) / grid;
    }

    /** The sum of addends that are added one by one. It equals the sum of a scan in Spark's tasks. */
    public static final class Total {
        private final ExactSum kind;
        private long upperWord;
        private long lowerWord;

        public Total(ExactSum kind) {
            this.kind = kind;
        }

        public void add(double addend) {
            long fixed = kind.fixed(addend);
            upperWord += fixed >> 32;
            lowerWord += fixed & 0xFFFFFFFFL;
        }

        public double sum() {
            return kind.of(upperWord, lowerWord);
        }
    }
}
