package org.computetrends.table;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.computetrends.domain.RejectReason;

/**
 * The columns that stand beside the canonical ones where every row is judged by itself by whoever scans them: what the
 * source says where the canonical column is in order.
 */
public final class JudgedRelease {

    /** Why a row is rejected. */
    public static final List<RejectReason> ROW_FAULTS = List.of(
            RejectReason.OUT_OF_SCOPE,
            RejectReason.MARKED_EXCLUDED,
            RejectReason.MISSING_NAME,
            RejectReason.MISSING_DATE,
            RejectReason.DATE_AFTER_VINTAGE,
            RejectReason.DATE_TOO_EARLY,
            RejectReason.DUPLICATE_RELEASE);

    /** Whether a row is a copy of one that is kept. */
    public static final String IS_COPY = "_is_copy";

    /** The row of the published file that is kept in place of a copy; null where that is not known. */
    public static final String KEPT_ROW = "_kept_row";

    private static final List<String> ASKED_OF_REJECTED = List.of(
            CanonicalRelease.SOURCE_ROW,
            CanonicalRelease.MODEL,
            CanonicalRelease.PUBLISHED_ON,
            CanonicalRelease.DATE_PRECISION,
            CanonicalRelease.CONFIDENCE,
            CanonicalRelease.NOTABLE,
            CanonicalRelease.EXCLUDED);

    /** The columns that are there as they were read besides. */
    public static final Set<String> AS_READ = Stream.concat(
                    CanonicalRelease.QUANTITIES.stream().map(Column::name),
                    Stream.of(
                            CanonicalRelease.DATE_PRECISION, CanonicalRelease.CONFIDENCE, CanonicalRelease.BASE_MODEL))
            .collect(Collectors.toUnmodifiableSet());

    private JudgedRelease() {}

    /** What the faults of a rejected release are found by, as it was read. */
    public static StructType ofRejected() {
        StructType schema = new StructType().add(RejectsTable.SOURCE_FILE, DataTypes.StringType);
        for (String column : ASKED_OF_REJECTED) {
            schema = schema.add(CanonicalRelease.column(column).orElseThrow().field());
        }
        for (Column quantity : CanonicalRelease.QUANTITIES) {
            schema = schema.add(quantity.field());
        }
        return schema.add(ReadRelease.VINTAGE, DataTypes.DateType)
                .add(ReadRelease.ONLY_NOTABLE, DataTypes.BooleanType)
                .add(IS_COPY, DataTypes.BooleanType)
                .add(KEPT_ROW, DataTypes.LongType);
    }

    /** The name of a column as it was read. */
    public static String asRead(String column) {
        return column + "_as_read";
    }
}
