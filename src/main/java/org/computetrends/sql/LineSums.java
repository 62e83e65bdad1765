package org.computetrends.sql;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.computetrends.domain.TimeScale;
import org.computetrends.stats.ClusterMoments;
import org.computetrends.stats.LineFit;

/**
 * The sums from which a least-squares line of log10 values on dates is computed, for the SQL function {@code growth}.
 *
 * <p>Days are integers. Log10 values are rounded to integers in units of the resolution of {@link ExactSum#OF_VALUES}.
 * The sums are integers of 192 bits, so they do not depend on the order of observations and merges, and their
 * differences are exact. Memory is the same for any number of observations.
 */
public final class LineSums {
    /** The number of longs of a sum, lowest first. */
    private static final int WORDS = 3;

    // Indices of sums: of days since 2000-01-01, of log10 values, of the squares of each, and of their products.
    private static final int DAYS = 0;
    private static final int DAYS_SQUARED = 1;
    private static final int LOG10 = 2;
    private static final int DAYS_LOG10 = 3;
    private static final int LOG10_SQUARED = 4;
    private static final int SUMS = 5;

    /** The log10 value that the integer 1 represents. */
    private static final double UNIT = ExactSum.OF_VALUES.resolution();

    /** The sums, each of {@link #WORDS} longs, in the order of their indices. */
    private final long[] words = new long[SUMS * WORDS];

    private long count;

    public long count() {
        return count;
    }

    /**
     * Adds an observation.
     *
     * @param epochDay days since 1970-01-01
     */
    public void add(int epochDay, double log10Value) {
        long day = epochDay - TimeScale.ORIGIN_EPOCH_DAY;
        long fixedLog10 = ExactSum.OF_VALUES.fixed(log10Value);
        count++;
        addProduct(DAYS, day, 1);
        addProduct(DAYS_SQUARED, day, day);
        addProduct(LOG10, fixedLog10, 1);
        addProduct(DAYS_LOG10, day, fixedLog10);
        addProduct(LOG10_SQUARED, fixedLog10, fixedLog10);
    }

    /** Adds all observations of another instance. */
    public void merge(LineSums other) {
        count += other.count;
        for (int offset = 0; offset < words.length; offset += WORDS) {
            add(offset, other.words[offset], other.words[offset + 1], other.words[offset + 2]);
        }
    }

    /** Adds the 128-bit product of two numbers to the sum at an index. */
    private void addProduct(int index, long first, long second) {
        long high = Math.multiplyHigh(first, second);
        add(index * WORDS, first * second, high, /* sign of the product */ high >> 63);
    }

    /** Adds 192 bits to the sum at an offset. An unsigned sum that is less than its addend has overflowed: carry 1. */
    private void add(int offset, long low, long middle, long high) {
        words[offset] += low;
        long lowCarry = Long.compareUnsigned(words[offset], low) < 0 ? 1 : 0;
        words[offset + 1] += middle;
        long middleCarry = Long.compareUnsigned(words[offset + 1], middle) < 0 ? 1 : 0;
        words[offset + 1] += lowCarry;
        middleCarry += lowCarry == 1 && words[offset + 1] == 0 ? 1 : 0;
        words[offset + 2] += high + middleCarry;
    }

    /** Whether a line can be fitted: at least three observations on at least two dates. */
    public boolean isEstimable() {
        return count >= 3 && centred(DAYS_SQUARED, DAYS, DAYS).signum() > 0;
    }

    /**
     * The least-squares line, with times in years since 2000-01-01.
     *
     * @throws IllegalArgumentException when it is not {@linkplain #isEstimable estimable}
     */
    public LineFit line(TimeScale scale) {
        // Sums of squares and products of deviations from the means, each times count.
        BigInteger daySquares = centred(DAYS_SQUARED, DAYS, DAYS);
        BigInteger products = centred(DAYS_LOG10, DAYS, LOG10);
        BigInteger log10Squares = centred(LOG10_SQUARED, LOG10, LOG10);
        double slopePerDay = products.doubleValue() / daySquares.doubleValue() * UNIT;
        double timeSumOfSquares = scale.years(scale.years(daySquares.doubleValue() / count));
        // The residual sum of squares is (log10Squares * daySquares - products^2) / (daySquares * count).
        double residualNumerator =
                log10Squares.multiply(daySquares).subtract(products.pow(2)).doubleValue();
        double residualSumOfSquares = residualNumerator / daySquares.doubleValue() / count * UNIT * UNIT;
        double totalSumOfSquares = log10Squares.doubleValue() / count * UNIT * UNIT;
        // Instead of the largest magnitude, which is not among the sums. The root mean square is at most as large.
        double rootMeanSquare = Math.sqrt(sum(LOG10_SQUARED) / count) * UNIT;
        return new LineFit(
                        count,
                        scale.years(sum(DAYS) / count),
                        sum(LOG10) / count * UNIT,
                        slopePerDay / scale.years(1),
                        timeSumOfSquares,
                        residualSumOfSquares,
                        totalSumOfSquares)
                .withoutRounding(rootMeanSquare);
    }

    /** The moments of clusters, for cluster-robust standard errors. Each element has the sums of one cluster. */
    public static ClusterMoments moments(List<LineSums> clusters, TimeScale scale) {
        return new ClusterMoments(
                column(clusters, LineSums::count),
                column(clusters, cluster -> scale.years(cluster.sum(DAYS))),
                column(clusters, cluster -> scale.years(scale.years(cluster.sum(DAYS_SQUARED)))),
                column(clusters, cluster -> cluster.sum(LOG10) * UNIT),
                column(clusters, cluster -> scale.years(cluster.sum(DAYS_LOG10)) * UNIT));
    }

    private static double[] column(List<LineSums> clusters, ToDoubleFunction<LineSums> sum) {
        return clusters.stream().mapToDouble(sum).toArray();
    }

    /**
     * The sum over observations of (x - mean of x) * (y - mean of y), times the number of observations.
     *
     * @param products the index of the sum of x * y
     * @param first the index of the sum of x
     * @param second the index of the sum of y
     */
    private BigInteger centred(int products, int first, int second) {
        return BigInteger.valueOf(count)
                .multiply(exact(products))
                .subtract(exact(first).multiply(exact(second)));
    }

    private double sum(int index) {
        return exact(index).doubleValue();
    }

    private BigInteger exact(int index) {
        int offset = index * WORDS;
        return new BigInteger(ByteBuffer.allocate(WORDS * Long.BYTES)
                .putLong(words[offset + 2])
                .putLong(words[offset + 1])
                .putLong(words[offset])
                .array());
    }

    /** Writes the sums in a compact binary form, of some 60 bytes for a small group. */
    public void write(DataOutput output) throws IOException {
        output.writeLong(count);
        for (int index = 0; index < SUMS; index++) {
            byte[] bytes = exact(index).toByteArray();
            output.writeByte(bytes.length);
            output.write(bytes);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static LineSums read(DataInput input) throws IOException {
        LineSums sums = new LineSums();
        sums.count = input.readLong();
        for (int offset = 0; offset < sums.words.length; offset += WORDS) {
            byte[] bytes = new byte[input.readByte()];
            input.readFully(bytes);
            BigInteger sum = new BigInteger(bytes);
            for (int word = 0; word < WORDS; word++) {
                sums.words[offset + word] = sum.shiftRight(word * Long.SIZE).longValue();
            }
        }
        return sums;
    }
}
