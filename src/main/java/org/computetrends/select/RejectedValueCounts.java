package org.computetrends.select;

import java.io.Serializable;
import java.util.EnumMap;
import org.computetrends.domain.RejectReason;

/**
 * Counts rejected values by reason, in the first scan. A rejected value is a cell that the analysis does not use, although
 * its release is kept: it cannot be read, or it is a quantity that is not above 0, not finite, or of an excluded confidence.
 */
final class RejectedValueCounts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final EnumMap<RejectReason, Long> counts = new EnumMap<>(RejectReason.class);

    /**
     * Adds the rejected values of a batch's kept releases.
     *
     * @param hasReject by row: set to true if the row has a rejected value
     */
    void add(ReleaseBatch batch, boolean[] hasReject) {
        for (int row = 0; row < batch.size; row++) {
            if (batch.fault[row] == 0 && batch.unreadable[row] > 0) {
                counts.merge(RejectReason.UNREADABLE, (long) batch.unreadable[row], Long::sum);
                hasReject[row] = true;
            }
        }
        for (int quantity : batch.columns.quantities()) {
            long[] rejectedBits = batch.values.rejectedBits(quantity);
            for (int row = 0; row < batch.size; row++) {
                if (rejectedBits[row] != ReleaseValues.NOT_REJECTED && batch.fault[row] == 0) {
                    counts.merge(ReleaseRules.fault(Double.longBitsToDouble(rejectedBits[row])), 1L, Long::sum);
                    hasReject[row] = true;
                }
            }
        }
    }

    void merge(RejectedValueCounts other) {
        other.counts.forEach((reason, count) -> counts.merge(reason, count, Long::sum));
    }

    long of(RejectReason reason) {
        return counts.getOrDefault(reason, 0L);
    }
}
