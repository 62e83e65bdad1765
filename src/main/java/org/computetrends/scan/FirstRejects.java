package org.computetrends.scan;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** The first rejected releases by file and row, up to a limit, whatever batches and tasks they are in. */
final class FirstRejects implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final @Nullable Object[] NO_CELLS = {};

    private final int limit;
    private final PriorityQueue<Reject> lastFirst = new PriorityQueue<>(Collections.reverseOrder());

    FirstRejects(int limit) {
        this.limit = limit;
    }

    /**
     * A rejected release.
     *
     * @param file the bytes of its file's name
     * @param row its row there
     * @param hash of what was read, for releases that have their file and row in common
     * @param cells as it was read
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by its order alone
    private record Reject(
            byte[] file, long row, long hash, @Nullable Object[] cells) implements Comparable<Reject>, Serializable {
        private static final Comparator<Reject> ORDER = Comparator.comparing(Reject::file, Arrays::compareUnsigned)
                .thenComparingLong(Reject::row)
                .thenComparingLong(Reject::hash);

        @Override
        public int compareTo(Reject other) {
            return ORDER.compare(this, other);
        }
    }

    /** Adds a row of a batch. */
    void add(ReleaseBatch batch, int row, long hash) {
        Reject place = new Reject(batch.sourceFile(row), batch.sourceRow(row), hash, NO_CELLS);
        if (isAmongFirst(place)) {
            add(new Reject(place.file, place.row, hash, batch.asRead(row)));
        }
    }

    private boolean isAmongFirst(Reject reject) {
        Reject last = lastFirst.peek();
        return lastFirst.size() < limit || (last != null && reject.compareTo(last) < 0);
    }

    private void add(Reject reject) {
        lastFirst.add(reject);
        if (lastFirst.size() > limit) {
            lastFirst.remove();
        }
    }

    void merge(FirstRejects other) {
        other.lastFirst.forEach(this::add);
    }

    /** The releases, by the columns of {@code JudgedRelease.ofRejected()}. */
    List<Row> rows() {
        return lastFirst.stream()
                .sorted()
                .map(reject -> RowFactory.create(reject.cells()))
                .toList();
    }
}
