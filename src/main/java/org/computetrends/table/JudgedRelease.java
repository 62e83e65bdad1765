package org.computetrends.table;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.domain.RejectReason;

/**
 * The columns that stand beside the canonical ones where every row is judged by itself by whoever scans them: what the
 * source says where the canonical column is in order.
 */
public final class JudgedRelease {

    /** Why a row is rejected. */
    public static final List<RejectReason> ROW_FAULTS = List.of(
            RejectReason.MISSING_NAME,
            RejectReason.MISSING_DATE,
            RejectReason.DATE_AFTER_VINTAGE,
            RejectReason.DATE_TOO_EARLY);

    /** The columns that are there as they were read besides. */
    public static final Set<String> AS_READ = Stream.concat(
                    CanonicalRelease.QUANTITIES.stream().map(Column::name),
                    Stream.of(
                            CanonicalRelease.DATE_PRECISION, CanonicalRelease.CONFIDENCE, CanonicalRelease.BASE_MODEL))
            .collect(Collectors.toUnmodifiableSet());

    private JudgedRelease() {}

    /** The name of a column as it was read. */
    public static String asRead(String column) {
        return column + "_as_read";
    }
}
