package org.computetrends.select;

import java.io.Serializable;
import java.util.Locale;

/**
 * The number of rows read and a digest of their content, which identify an input in a run's manifest.
 *
 * <p>The digest consists of two sums over all rows: of the upper and of the lower 32 bits of the {@link ContentHash}. A
 * sum does not depend on the order of rows, files or partitions.
 */
public final class InputFingerprint implements Serializable {
    private static final long serialVersionUID = 1L;

    private long rows;
    private long upperHalf;
    private long lowerHalf;

    InputFingerprint() {}

    void add(long[] hashes, int size) {
        rows += size;
        for (int row = 0; row < size; row++) {
            upperHalf += hashes[row] >>> 32;
            lowerHalf += hashes[row] & 0xFFFFFFFFL;
        }
    }

    void merge(InputFingerprint other) {
        rows += other.rows;
        upperHalf += other.upperHalf;
        lowerHalf += other.lowerHalf;
    }

    public long rows() {
        return rows;
    }

    /** The digest, as 32 hexadecimal digits. */
    public String digest() {
        return String.format(Locale.ROOT, "%016x%016x", upperHalf, lowerHalf);
    }
}
