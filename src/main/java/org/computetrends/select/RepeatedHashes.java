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
 * Finds the 8-byte hashes of ids that occur more than once among sound releases. Different ids may share a hash, so
 * releases with a repeated hash must be compared by name.
 *
 * <p>Tasks divide the hashes into parts by value. Spark's shuffle collects each part, which a task sorts. The shuffled
 * rows are blocks of hashes, so no object is made for a single release.
 *
 * @param settings how names are read
 * @param parts the number of parts; each must fit in a task's memory
 */
record RepeatedHashes(ReleaseBatch.Settings settings, int parts) implements Serializable {
    private static final String PART = "part";
    private static final String HASHES = "hashes";
    private static final StructType BLOCK =
            new StructType().add(PART, DataTypes.IntegerType, false).add(HASHES, DataTypes.BinaryType, false);

    /** At 8 bytes each, 32 MB. */
    private static final long HASHES_OF_A_PART = 1L << 22;

    /**
     * The search among a number of rows.
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
    long[] of(Dataset<Row> releases) {
        return ColumnBatches.flatMap(
                        settings.columns().of(releases),
                        this,
                        (RepeatedHashes search) -> new Divider(search)::blocks,
                        BLOCK)
                .repartitionById(parts, functions.col(PART))
                .mapPartitions((MapPartitionsFunction<Row, Row>) RepeatedHashes::repeated, Encoders.row(BLOCK))
                .collectAsList()
                .stream()
                .flatMapToLong(block -> Arrays.stream(joinedHashes(List.of(block))))
                .sorted()
                .toArray();
    }

    /** The blocks of one part, reduced to one block of the hashes that occur more than once in them. */
    private static Iterator<Row> repeated(Iterator<Row> blocks) {
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

    private static final class Divider {
        private final ReleaseBatch batch;
        private final long[][] hashes;
        private final int[] counts;

        Divider(RepeatedHashes search) {
            this.batch = new ReleaseBatch(search.settings);
            this.hashes = new long[search.parts][16];
            this.counts = new int[search.parts];
        }

        List<Row> blocks(ColumnarBatch columns) {
            batch.read(columns);
            Arrays.fill(counts, 0);
            batch.sound().mapToLong(row -> hash(batch.name(row))).forEach(this::add);
            return IntStream.range(0, counts.length)
                    .filter(part -> counts[part] > 0)
                    .mapToObj(part -> block(part, atMostTwice(part)))
                    .toList();
        }

        private void add(long hash) {
            int part = (int) (((hash >>> Integer.SIZE) * counts.length) >>> Integer.SIZE);
            if (counts[part] == hashes[part].length) {
                hashes[part] = Arrays.copyOf(hashes[part], 2 * counts[part]);
            }
            hashes[part][counts[part]++] = hash;
        }

        /** The hashes of a part, each at most twice, so that a name of very many rows does not fill a part. */
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
