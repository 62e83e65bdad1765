package org.computetrends.scan;

import java.io.Serializable;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.computetrends.domain.RejectReason;
import org.computetrends.table.CanonicalRelease;

/** Values that are not used while their release is, counted by reason. */
final class ValueFaults implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int QUANTITIES = CanonicalRelease.QUANTITIES.size();

    private long nonPositive;
    private long nonFinite;
    private long excluded;
    private long unreadable;

    /** Adds those of a row that is kept, whose columns for the first scan alone begin at some place. */
    void add(UnsafeRow row, int first) {
        unreadable += row.getInt(first + ScanColumns.UNREADABLE_LABELS);
        boolean isExcluded = row.getBoolean(first + ScanColumns.IS_EXCLUDED);
        for (int i = 0; i < QUANTITIES; i++) {
            int column = first + ScanColumns.FIRST_QUANTITY + i;
            if (!row.isNullAt(column)) {
                add(row.getDouble(column), isExcluded);
            }
        }
    }

    private void add(double value, boolean isExcluded) {
        if (ScanColumns.isUsable(value)) {
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
