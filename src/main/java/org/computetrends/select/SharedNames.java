package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.sql.ColumnBatches;
import org.computetrends.table.CanonicalRelease;

/**
 * Finds the rows that share a name, so that only these are compared. The first pass hashes the ids of all sound rows;
 * the second reads the rows with a repeated hash.
 */
final class SharedNames {
    private SharedNames() {}

    /**
     * The rows that share a name with another row, with all columns. Rows whose hash is equal by accident are included,
     * and rejected rows of such a name.
     */
    static Dataset<Row> of(Dataset<Row> releases, ReleaseBatch.Settings settings) {
        // For Parquet, counting reads only the footers of files.
        long[] hashes = RepeatedHashes.among(releases.count(), settings, ColumnBatches.tasksAtOnce(releases))
                .of(releases);
        if (hashes.length == 0) {
            return releases.limit(0);
        }
        int nameColumn = List.of(releases.columns()).indexOf(CanonicalRelease.MODEL);
        return ColumnBatches.filter(releases, Repeated.of(hashes, nameColumn), (Repeated repeated) -> repeated::has);
    }

    /**
     * The repeated hashes, and a bit for each of their prefixes. Most rows have a prefix without a bit, which is known
     * from one look into the processor's cache, where a binary search of many hashes waits for memory.
     *
     * @param hashes sorted
     * @param prefixes the first bits of the hashes that occur
     * @param shift how far a hash is shifted to get its prefix
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, never compared
    private record Repeated(long[] hashes, BitSet prefixes, int shift, int nameColumn) implements Serializable {
        private static final int PREFIXES_PER_HASH = 16;

        static Repeated of(long[] hashes, int nameColumn) {
            long prefixes = Math.min(Integer.MAX_VALUE, (long) hashes.length * PREFIXES_PER_HASH);
            int shift = Long.numberOfLeadingZeros(prefixes);
            BitSet bits = new BitSet();
            Arrays.stream(hashes).forEach(hash -> bits.set((int) (hash >>> shift)));
            return new Repeated(hashes, bits, shift, nameColumn);
        }

        boolean has(ColumnarBatch batch, int row) {
            ColumnVector names = batch.column(nameColumn);
            if (names.isNullAt(row)) {
                return false;
            }
            long hash = RepeatedHashes.hash(names.getUTF8String(row).getBytes());
            return prefixes.get((int) (hash >>> shift)) && Arrays.binarySearch(hashes, hash) >= 0;
        }
    }
}
