package org.computetrends.scan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rejected releases, in no order: all, or some where there are more than a limit. */
final class FirstRejects implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int limit;
    private final ArrayList<Row> rows = new ArrayList<>();

    FirstRejects(int limit) {
        this.limit = limit;
    }

    /** Adds a row of a batch. */
    void add(ReleaseBatch batch, int row) {
        if (rows.size() < limit) {
            rows.add(RowFactory.create(batch.asRead(row)));
        }
    }

    void merge(FirstRejects other) {
        rows.addAll(other.rows.subList(0, Math.min(other.rows.size(), limit - rows.size())));
    }

    /** The releases, by the columns of {@code JudgedRelease.ofRejected()}. */
    List<Row> rows() {
        return List.copyOf(rows);
    }
}
