package org.computetrends.select;

import java.io.Serializable;
import java.util.Map;
import org.computetrends.domain.RejectReason;

/** Counts the rejected values of kept releases by reason. */
final class ValueFaults implements Serializable {
    private static final long serialVersionUID = 1L;

    private long nonPositive;
    private long nonFinite;
    private long excluded;
    private long unreadableCells;

    /**
     * Adds the rejected values of the kept rows of a batch.
     *
     * @param isFaulty by row: set to true if the row has a rejected value
     */
    void add(ReleaseBatch batch, ReleaseColumns columns, boolean[] isFaulty) {
        for (int row = 0; row < batch.size; row++) {
            if (batch.fault[row] == 0 && batch.unreadable[row] > 0) {
                unreadableCells += batch.unreadable[row];
                isFaulty[row] = true;
            }
        }
        for (int quantity : columns.quantities()) {
            double[] inOrder = batch.values.quantity(quantity);
            long[] bits = batch.values.bits(quantity);
            for (int row = 0; row < batch.size; row++) {
                if (Double.isNaN(inOrder[row]) && bits[row] != ReleaseValues.NULL && batch.fault[row] == 0) {
                    add(ReleaseRules.fault(Double.longBitsToDouble(bits[row])));
                    isFaulty[row] = true;
                }
            }
        }
    }

    private void add(RejectReason reason) {
        switch (reason) {
            case EXCLUDED_CONFIDENCE -> excluded++;
            case NON_POSITIVE -> nonPositive++;
            default -> nonFinite++;
        }
    }

    void merge(ValueFaults other) {
        nonPositive += other.nonPositive;
        nonFinite += other.nonFinite;
        excluded += other.excluded;
        unreadableCells += other.unreadableCells;
    }

    Map<RejectReason, Long> byReason() {
        return Map.of(
                RejectReason.NON_POSITIVE, nonPositive,
                RejectReason.NON_FINITE, nonFinite,
                RejectReason.EXCLUDED_CONFIDENCE, excluded,
                RejectReason.UNREADABLE, unreadableCells);
    }
}
