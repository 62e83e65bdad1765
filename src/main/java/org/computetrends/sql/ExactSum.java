package org.computetrends.sql;

/**
 * Sums in fixed point, which do not depend on the order of addends or on how Spark divides rows into partitions. Sums
 * in floating point would differ in their last digits.
 *
 * <p>A sum takes two longs. An addend is rounded to a 64-bit integer in units of the resolution. Its upper 32 bits are
 * added to the first long, its lower 32 bits to the second. So up to 2^31 addends sum without overflow. This class does
 * not check for overflow, but {@code RecordSums} does when it merges sums.
 */
public enum ExactSum {
    /** For values such as log10 of a double. The resolution is 2^-52, so values must be below 2^11 in magnitude. */
    OF_VALUES(0x1p20),
    /** For products of two values. The resolution is 2^-44, so products must be below 2^19 in magnitude. */
    OF_PRODUCTS(0x1p12);

    private static final double TWO_TO_32 = 0x1p32;
    private static final long LOWER_32_BITS = 0xFFFFFFFFL;

    /** How many units of the first long make 1. */
    private final double unitsOfOne;

    ExactSum(double unitsOfOne) {
        this.unitsOfOne = unitsOfOne;
    }

    /** The value that the integer 1 represents in fixed point. */
    double resolution() {
        return 1 / TWO_TO_32 / unitsOfOne;
    }

    /** An addend as a rounded number of units of the resolution. */
    long fixed(double addend) {
        return (long) Math.rint(addend * unitsOfOne * TWO_TO_32);
    }

    /** Adds to the sum whose two longs begin at an offset of an array. */
    public void add(long[] sums, int offset, double addend) {
        long fixed = fixed(addend);
        sums[offset] += fixed >> 32;
        sums[offset + 1] += fixed & LOWER_32_BITS;
    }

    /** The sum whose two longs begin at an offset of an array. */
    public double sum(long[] sums, int offset) {
        long lower = sums[offset + 1];
        return ((sums[offset] + (lower >>> 32)) + (lower & LOWER_32_BITS) / TWO_TO_32) / unitsOfOne;
    }

    /** An addend rounded to the resolution, as the sum of a single addend is. */
    public double rounded(double addend) {
        Total total = new Total(this);
        total.add(addend);
        return total.sum();
    }

    /** A sum to which addends are added one by one. It equals the sum that Spark's tasks compute in any order. */
    public static final class Total {
        private final ExactSum resolution;
        private final long[] sums = new long[2];

        public Total(ExactSum resolution) {
            this.resolution = resolution;
        }

        public void add(double addend) {
            resolution.add(sums, 0, addend);
        }

        public double sum() {
            return resolution.sum(sums, 0);
        }
    }
}
