package org.computetrends.scan;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** The rows of batches that are rejected or have a value that is, as they were read. For one thread. */
final class RejectedRows {
    private final ReleaseColumns columns;
    private final ReleaseBatch batch;
    private boolean[] isFaulty = {};

    RejectedRows(JudgePlan plan) {
        this.columns = plan.columns();
        this.batch = new ReleaseBatch(plan.columns(), plan.rules());
    }

    /** Those of a batch, by the columns of {@code JudgedRelease.ofRejected()}. */
    List<Row> rows(ColumnarBatch next) {
        batch.read(next);
        if (isFaulty.length < batch.size) {
            isFaulty = new boolean[batch.size];
        }
        for (int row = 0; row < batch.size; row++) {
            isFaulty[row] = batch.fault[row] != 0;
        }
        new ValueFaults().add(batch, columns, isFaulty);
        return IntStream.range(0, batch.size)
                .filter(row -> isFaulty[row])
                .mapToObj(row -> RowFactory.create(batch.asRead(row)))
                .toList();
    }
}
