package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Records of integer sums, in one flat array. All records have the same number of sums. A record's index is the number
 * of records before it, and never changes. Integer sums do not depend on the order of rows and merges.
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

    /** The array of all sums. Do not keep it: appending a record may replace the array. */
    final long[] sums() {
        return sums;
    }

    /** The offset in {@link #sums} at which a record begins. */
    final int offset(int index) {
        return index * width;
    }

    final long sum(int index, int sumOfRecord) {
        return sums[offset(index) + sumOfRecord];
    }

    /** Appends a record with sums of 0, and returns its index. */
    final int appendRecord() {
        if (sums.length == size * width) {
            sums = Arrays.copyOf(sums, Math.multiplyExact(Math.max(16, size * 3 / 2), width));
        }
        return size++;
    }

    /** Adds a record of another instance, of equal width, to a record here. Throws if a sum overflows. */
    final void addRecord(int index, RecordSums other, int otherIndex) {
        int to = offset(index);
        int from = other.offset(otherIndex);
        for (int i = 0; i < width; i++) {
            sums[to + i] = Math.addExact(sums[to + i], other.sums[from + i]);
        }
    }
}
