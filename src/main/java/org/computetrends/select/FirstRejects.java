package org.computetrends.select;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** Collects rejects up to a limit. Which ones depends on how rows were divided into tasks. */
final class FirstRejects implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int limit;
    private final ArrayList<Row> rows = new ArrayList<>();

    FirstRejects(int limit) {
        this.limit = limit;
    }

    boolean isFull() {
        return rows.size() >= limit;
    }

    void add(List<Row> rejects) {
        rows.addAll(rejects.subList(0, Math.min(rejects.size(), limit - rows.size())));
    }

    void merge(FirstRejects other) {
        add(other.rows);
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }
}
