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
 * Finds the rows that share a name, in two passes over all rows. The first pass hashes the ids of sound rows. The
 * second selects the rows with a repeated hash.
 */
final class SharedNames {
    private SharedNames() {}

    /**
     * The rows that share a name with another row, with all columns. The result may also have rows of other names with
     * an equal hash, and rejected rows of a shared name.
     *
     * @param settings how names are read: see {@link ReleaseColumns#ofNames}
     */
    static Dataset<Row> rowsSharingNames(Dataset<Row> releases, ReleaseBatch.Settings settings) {
        // For Parquet, counting reads only the footers of files.
        long[] hashes = RepeatedHashes.among(releases.count(), settings, ColumnBatches.tasksAtOnce(releases))
                .find(releases);
        if (hashes.length == 0) {
            return releases.limit(0);
        }
        int nameColumn = List.of(releases.columns()).indexOf(CanonicalRelease.MODEL);
        return ColumnBatches.filter(
                releases, HashFilter.of(hashes, nameColumn), (HashFilter filter) -> filter::accepts);
    }

    /**
     * Accepts rows with a repeated hash. The prefix of a hash, its first bits, excludes most rows. The set of prefixes
     * fits in the processor's cache, while a binary search of many hashes would wait for memory.
     *
     * @param hashes the repeated hashes, sorted
     * @param prefixes the prefixes of the repeated hashes
     * @param shift by how many bits a hash is shifted right to get its prefix
     * @param nameColumn the index of the name in batches
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, never compared
    private record HashFilter(long[] hashes, BitSet prefixes, int shift, int nameColumn) implements Serializable {
        /** At least 16 prefixes are possible for each repeated hash, so few other rows have the prefix of one. */
        private static final int PREFIXES_PER_HASH = 16;

        static HashFilter of(long[] hashes, int nameColumn) {
            long possiblePrefixes = Math.min(Integer.MAX_VALUE, (long) hashes.length * PREFIXES_PER_HASH);
            int shift = Long.numberOfLeadingZeros(possiblePrefixes);
            BitSet prefixes = new BitSet();
            Arrays.stream(hashes).forEach(hash -> prefixes.set((int) (hash >>> shift)));
            return new HashFilter(hashes, prefixes, shift, nameColumn);
        }

        boolean accepts(ColumnarBatch batch, int row) {
            ColumnVector names = batch.column(nameColumn);
            if (names.isNullAt(row)) {
                return false;
            }
            long hash = RepeatedHashes.hash(names.getUTF8String(row).getBytes());
            return prefixes.get((int) (hash >>> shift)) && Arrays.binarySearch(hashes, hash) >= 0;
        }
    }
}
