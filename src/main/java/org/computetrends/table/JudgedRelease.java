package org.computetrends.table;

import java.util.List;
import org.computetrends.domain.RejectReason;

/**
 * The columns that stand beside the canonical ones where every row is judged by itself, in numbers that cost little to
 * read: whether the row is rejected, and how many of its values are.
 */
public final class JudgedRelease {

    /** INT: 0 for a row that is kept, or 1 + the place of its fault in {@link #ROW_FAULTS}. */
    public static final String FAULT = "fault";

    /** INT: how many values of a row have each of {@link #VALUE_FAULTS}, in {@link #VALUE_FAULT_BITS} bits each. */
    public static final String VALUE_FAULTS_OF_ROW = "value_faults";

    /** Why a row is rejected. */
    public static final List<RejectReason> ROW_FAULTS = List.of(
            RejectReason.MISSING_NAME,
            RejectReason.MISSING_DATE,
            RejectReason.DATE_AFTER_VINTAGE,
            RejectReason.DATE_TOO_EARLY);

    /** Why a value is rejected while its release stays. */
    public static final List<RejectReason> VALUE_FAULTS = List.of(
            RejectReason.NON_POSITIVE,
            RejectReason.NON_FINITE,
            RejectReason.EXCLUDED_CONFIDENCE,
            RejectReason.UNREADABLE);

    /** Bits of each count. */
    public static final int VALUE_FAULT_BITS = 8;

    private JudgedRelease() {}
}
