package org.computetrends.scan;

import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.sql.ColumnBatches;
import org.computetrends.sql.ReleaseRows;
import org.jspecify.annotations.Nullable;

/**
 * How many rows were read, and a digest of their values that does not depend on their order, files or partitions: the
 * sums of the halves of each row's {@link ContentHash}.
 */
public final class InputFingerprint implements ColumnBatches.Fold<InputFingerprint> {
    private static final long serialVersionUID = 1L;

    private long rows;
    private long upper;
    private long lower;

    /** Only where rows are added. */
    private transient @Nullable ContentHash content;

    /** The fingerprint of rows of the canonical schema. */
    public static InputFingerprint of(Dataset<Row> releases) {
        return ReleaseRows.of(releases).fold(ContentHash.COLUMNS, "", nothing -> new InputFingerprint());
    }

    @Override
    public void add(ColumnarBatch batch) {
        ContentHash hash = content;
        if (hash == null) {
            hash = new ContentHash(
                    IntStream.range(0, ContentHash.COLUMNS.size()).toArray());
            content = hash;
        }
        add(hash.of(batch), batch.numRows());
    }

    /** Adds rows whose hashes are known. */
    void add(long[] hashes, int size) {
        rows += size;
        for (int row = 0; row < size; row++) {
            upper += hashes[row] >>> 32;
            lower += hashes[row] & 0xFFFFFFFFL;
        }
    }

    @Override
    public InputFingerprint merge(InputFingerprint other) {
        rows += other.rows;
        upper += other.upper;
        lower += other.lower;
        return this;
    }

    /** How many rows were read. */
    public long rows() {
        return rows;
    }

    /** The digest of their values, hexadecimal. */
    public String digest() {
        return String.format(Locale.ROOT, "%016x%016x", upper, lower);
    }
}
