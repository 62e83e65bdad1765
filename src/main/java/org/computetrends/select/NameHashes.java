package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.sql.ColumnBatches;

/**
 * A fold that collects 8-byte hashes of the ids of sound releases, to find ids that occur more than once in little
 * memory. Different ids may share a hash, so releases with a repeated hash must be compared by name.
 */
final class NameHashes implements ColumnBatches.Fold<NameHashes> {
    private static final long serialVersionUID = 1L;

    /** Hashes are divided into 2 to this power parts. */
    private static final int PART_BITS = 6;

    static final String HASH = "hash";

    /** The schema of hashes as rows. */
    static final StructType SCHEMA = new StructType().add(HASH, DataTypes.LongType, false);

    /** By the first bits of the hash, so that parts are sorted in parallel. */
    private final LongList[] parts =
            IntStream.range(0, 1 << PART_BITS).mapToObj(part -> new LongList()).toArray(LongList[]::new);

    private final transient Reader reader;

    NameHashes(RowCheckSettings plan) {
        this.reader = new Reader(plan);
    }

    /** A growing list of hashes. */
    private static final class LongList implements Serializable {
        private static final long serialVersionUID = 1L;

        private long[] values = {};
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, Math.max(64, size + size / 2));
            }
            values[size++] = value;
        }

        void addAll(LongList other) {
            values = Arrays.copyOf(values, size + other.size);
            System.arraycopy(other.values, 0, values, size, other.size);
            size += other.size;
        }

        /** The hashes that occur more than once, each once, in order. */
        LongStream repeated() {
            Arrays.sort(values, 0, size);
            return IntStream.range(1, size)
                    .filter(i -> values[i] == values[i - 1] && (i == 1 || values[i] != values[i - 2]))
                    .mapToLong(i -> values[i]);
        }
    }

    static final class Reader {
        private final ReleaseBatch batch;

        Reader(RowCheckSettings plan) {
            this.batch = new ReleaseBatch(plan.columns(), plan.rules());
        }

        /** The hashes of the sound releases of a batch. */
        LongStream hashes(ColumnarBatch columns) {
            batch.read(columns);
            return batch.sound().mapToLong(row -> hash(batch.name(row)));
        }

        /** These hashes as rows of {@link #SCHEMA}. */
        List<Row> rows(ColumnarBatch columns) {
            return hashes(columns).mapToObj(RowFactory::create).toList();
        }
    }

    static long hash(byte[] name) {
        return TextMemo.hash(UTF8String.fromBytes(ReleaseNames.idBytes(name)));
    }

    @Override
    public void add(ColumnarBatch columns) {
        reader.hashes(columns).forEach(hash -> parts[(int) (hash >>> (Long.SIZE - PART_BITS))].add(hash));
    }

    @Override
    public NameHashes merge(NameHashes other) {
        for (int part = 0; part < parts.length; part++) {
            parts[part].addAll(other.parts[part]);
        }
        return this;
    }

    /** The hashes that occur more than once in any batch, each once, in order. */
    long[] repeated() {
        return Arrays.stream(parts)
                .parallel()
                .flatMapToLong(LongList::repeated)
                .sorted()
                .toArray();
    }
}
