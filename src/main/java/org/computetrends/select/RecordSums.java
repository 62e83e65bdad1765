package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;
import org.computetrends.sql.ExactSum;

/**
 * Records of integer sums, in one flat array. A record's index is the number of records before it, and never changes.
 * Integer sums do not depend on the order of rows and merges.
 */
abstract class RecordSums implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int width;
    private long[] sums = {};
    private int size;

    /** @param width the number of sums in a record */
    RecordSums(int width) {
        this.width = width;
    }

    final int size() {
        return size;
    }

    /** The array of all sums. It may be replaced when a record is added. */
    final long[] sums() {
        return sums;
    }

    /** The offset of a record in {@link #sums}. */
    final int at(int index) {
        return index * width;
    }

    final long sum(int index, int which) {
        return sums[at(index) + which];
    }

    /** Appends a record with sums of 0, and returns its index. */
    final int appendRecord() {
        if (sums.length == size * width) {
            sums = Arrays.copyOf(sums, Math.multiplyExact(Math.max(16, size * 3 / 2), width));
        }
        return size++;
    }

    /** Adds a record of another instance, of equal width, to a record here. */
    final void addRecord(int index, RecordSums other, int otherIndex) {
        int to = at(index);
        int from = other.at(otherIndex);
        for (int i = 0; i < width; i++) {
            sums[to + i] = Math.addExact(sums[to + i], other.sums[from + i]);
        }
    }

    /** Adds a number in {@linkplain ExactSum#fixed fixed point} to a sum of two longs. */
    static void addFixed(long[] sums, int offset, long fixed) {
        sums[offset] += fixed >> 32;
        sums[offset + 1] += fixed & 0xFFFFFFFFL;
    }
}
