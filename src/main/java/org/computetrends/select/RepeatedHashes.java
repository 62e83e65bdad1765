package org.computetrends.select;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.Platform;
import org.computetrends.sql.ColumnBatches;

/**
 * Finds the 8-byte hashes of ids that occur more than once among sound rows. Different ids may share a hash, so rows
 * with a repeated hash must be compared by name.
 *
 * <p>Tasks divide the hashes into parts by value, so that equal hashes are in one part. Spark's shuffle brings the
 * hashes of a part to one task, which sorts them. The shuffled rows are blocks: arrays of many hashes of a part. So no
 * object is created for a single release.
 *
 * @param settings how names are read
 * @param parts the number of parts; each must fit in a task's memory
 */
record RepeatedHashes(ReleaseBatch.Settings settings, int parts) implements Serializable {
    private static final String PART = "part";
    private static final String HASHES = "hashes";
    private static final StructType BLOCK =
            new StructType().add(PART, DataTypes.IntegerType, false).add(HASHES, DataTypes.BinaryType, false);

    /** The number of hashes that a part may have: about 32 MB at 8 bytes each. */
    private static final long HASHES_OF_A_PART = 1L << 22;

    /**
     * A search among a number of rows, with enough parts.
     *
     * @param tasks how many tasks run at once
     */
    static RepeatedHashes among(long rows, ReleaseBatch.Settings settings, int tasks) {
        return new RepeatedHashes(settings, Math.toIntExact(Math.max(tasks, rows / HASHES_OF_A_PART + 1)));
    }

    /** The hash of the id of a name. */
    static long hash(byte[] name) {
        byte[] id = ReleaseNames.idBytes(name);
        return XXH64.hashUnsafeBytes(id, Platform.BYTE_ARRAY_OFFSET, id.length, 0);
    }

    /** The repeated hashes, each once, in order. */
    long[] find(Dataset<Row> releases) {
        return ColumnBatches.flatMap(
                        settings.columns().selectFrom(releases),
                        this,
                        (RepeatedHashes search) -> new Partitioner(search)::blocks,
                        BLOCK)
                .repartitionById(parts, functions.col(PART))
                .mapPartitions((MapPartitionsFunction<Row, Row>) RepeatedHashes::repeatedInPart, Encoders.row(BLOCK))
                .collectAsList()
                .stream()
                .flatMapToLong(block -> Arrays.stream(joinedHashes(List.of(block))))
                .sorted()
                .toArray();
    }

    /** One block of the hashes that occur more than once in the blocks of a part. The block's part is not used. */
    private static Iterator<Row> repeatedInPart(Iterator<Row> blocks) {
        List<Row> rows = new ArrayList<>();
        blocks.forEachRemaining(rows::add);
        long[] hashes = joinedHashes(rows);
        Arrays.sort(hashes);
        LongStream repeatedHashes = IntStream.range(1, hashes.length)
                .filter(i -> hashes[i] == hashes[i - 1] && (i == 1 || hashes[i] != hashes[i - 2]))
                .mapToLong(i -> hashes[i]);
        return List.of(block(0, repeatedHashes.toArray())).iterator();
    }

    private static Row block(int part, long[] hashes) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(hashes.length, Long.BYTES));
        bytes.asLongBuffer().put(hashes);
        return RowFactory.create(part, bytes.array());
    }

    private static long[] joinedHashes(List<Row> blocks) {
        List<LongBuffer> buffers = blocks.stream()
                .map(block -> ByteBuffer.wrap(block.<byte[]>getAs(HASHES)).asLongBuffer())
                .toList();
        long[] hashes =
                new long[buffers.stream().mapToInt(LongBuffer::remaining).sum()];
        int end = 0;
        for (LongBuffer buffer : buffers) {
            int count = buffer.remaining();
            buffer.get(hashes, end, count);
            end += count;
        }
        return hashes;
    }

    /** Converts batches to blocks of hashes, one for each part. */
    private static final class Partitioner {
        private final ReleaseBatch batch;

        /** By part: its hashes in the current batch, then unused elements. */
        private final long[][] hashes;

        /** By part: the number of its hashes in the current batch. */
        private final int[] counts;

        Partitioner(RepeatedHashes search) {
            this.batch = new ReleaseBatch(search.settings);
            this.hashes = new long[search.parts][16];
            this.counts = new int[search.parts];
        }

        List<Row> blocks(ColumnarBatch columns) {
            batch.read(columns);
            Arrays.fill(counts, 0);
            batch.soundRows().mapToLong(row -> hash(batch.name(row))).forEach(this::add);
            return IntStream.range(0, counts.length)
                    .filter(part -> counts[part] > 0)
                    .mapToObj(part -> block(part, atMostTwice(part)))
                    .toList();
        }

        private void add(long hash) {
            // Scales the upper 32 bits of the hash from the range 0 to 2^32 to the range of parts.
            int part = (int) (((hash >>> Integer.SIZE) * counts.length) >>> Integer.SIZE);
            if (counts[part] == hashes[part].length) {
                hashes[part] = Arrays.copyOf(hashes[part], 2 * counts[part]);
            }
            hashes[part][counts[part]++] = hash;
        }

        /** The hashes of a part, each at most twice. More would not change the result, but fill the part's memory. */
        private long[] atMostTwice(int part) {
            long[] ofPart = hashes[part];
            Arrays.sort(ofPart, 0, counts[part]);
            return IntStream.range(0, counts[part])
                    .filter(i -> i < 2 || ofPart[i] != ofPart[i - 2])
                    .mapToLong(i -> ofPart[i])
                    .toArray();
        }
    }
}
