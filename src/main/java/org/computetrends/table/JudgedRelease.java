package org.computetrends.table;

import java.util.List;
import org.computetrends.domain.RejectReason;

/**
 * The columns that stand beside the canonical ones where every row is judged by itself, in numbers that cost little to
 * make and read: whether the row is rejected, and what tells which of its values are.
 */
public final class JudgedRelease {

    /** INT: 0 for a row that is kept, or 1 + the place of its fault in {@link #ROW_FAULTS}. */
    public static final String FAULT = "fault";

    /** INT: how many of the row's labels cannot be read. */
    public static final String UNREADABLE_LABELS = "unreadable_labels";

    /** BOOLEAN: whether the source's confidence in the row's quantities is one that is not used. */
    public static final String IS_EXCLUDED = "is_excluded";

    /** Why a row is rejected. */
    public static final List<RejectReason> ROW_FAULTS = List.of(
            RejectReason.MISSING_NAME,
            RejectReason.MISSING_DATE,
            RejectReason.DATE_AFTER_VINTAGE,
            RejectReason.DATE_TOO_EARLY);

    private JudgedRelease() {}

    /** DOUBLE: a quantity as it was read, whether it is used or not. */
    public static String asRead(Column quantity) {
        return quantity.name() + "_as_read";
    }
}
