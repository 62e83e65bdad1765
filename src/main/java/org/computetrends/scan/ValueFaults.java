package org.computetrends.scan;

import java.io.Serializable;
import java.util.Map;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.computetrends.domain.RejectReason;

/** Values that are not used while their release is, counted by reason. */
final class ValueFaults implements Serializable {
    private static final long serialVersionUID = 1L;

    private long nonPositive;
    private long nonFinite;
    private long excluded;
    private long unreadable;

    /** Adds those of the rows of a batch that are kept. */
    void add(ReleaseBatch batch, ReleaseColumns columns) {
        for (int row = 0; row < batch.size; row++) {
            unreadable += batch.fault[row] == 0 ? batch.unreadable[row] : 0;
        }
        for (int quantity = 0; quantity < columns.quantities(); quantity++) {
            ColumnVector column = batch.column(columns.quantity(quantity));
            for (int row = 0; row < batch.size; row++) {
                if (batch.fault[row] == 0 && !column.isNullAt(row)) {
                    add(column.getDouble(row), batch.isExcluded(row));
                }
            }
        }
    }

    private void add(double value, boolean isExcluded) {
        if (ReleaseColumns.isUsable(value)) {
            excluded += isExcluded ? 1 : 0;
        } else if (value <= 0 && value > Double.NEGATIVE_INFINITY) {
            nonPositive++;
        } else {
            nonFinite++;
        }
    }

    void merge(ValueFaults other) {
        nonPositive += other.nonPositive;
        nonFinite += other.nonFinite;
        excluded += other.excluded;
        unreadable += other.unreadable;
    }

    Map<RejectReason, Long> byReason() {
        return Map.of(
                RejectReason.NON_POSITIVE, nonPositive,
                RejectReason.NON_FINITE, nonFinite,
                RejectReason.EXCLUDED_CONFIDENCE, excluded,
                RejectReason.UNREADABLE, unreadable);
    }
}
