package org.computetrends.curate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.RejectReason;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.JudgedRelease;
import org.computetrends.table.ReadRelease;
import org.computetrends.table.RejectsTable;

/**
 * Puts releases in order one by one, and lists rejects, by the rules of {@link ReleaseCurator}. No row is moved, and nothing
 * is counted: whoever scans the rows does that.
 */
public final class ReleaseJudge {
    private static final String FAULTS = "_faults";

    private final ReleaseChecks checks;

    /** @param settings what is rejected */
    public ReleaseJudge(ReleaseCurator.Settings settings) {
        this.checks = new ReleaseChecks(settings);
    }

    /**
     * Puts releases in order.
     *
     * @param releases the canonical columns, {@code source_file} and where each row stands
     * @return for every row, rejected or not, the canonical columns in order (names as they are written), those of
     *     {@link JudgedRelease}, {@code source_file} and where it stands
     */
    public Dataset<Row> inOrder(Dataset<Row> releases) {
        List<Column> columns = new ArrayList<>(ReleaseChecks.inOrder(checks.isExcluded()));
        columns.add(col(RejectsTable.SOURCE_FILE));
        columns.add(col(ReadRelease.FILE));
        columns.add(col(ReadRelease.ROW_INDEX));
        JudgedRelease.AS_READ.stream()
                .sorted()
                .forEach(column -> columns.add(col(column).as(JudgedRelease.asRead(column))));
        return releases.select(columns.toArray(Column[]::new));
    }

    /**
     * The faults of rejected releases, each a row.
     *
     * @param rejected the columns of {@link JudgedRelease#ofRejected()}, as they were read
     * @return rows of the rejects table
     */
    public Dataset<Row> rejects(Dataset<Row> rejected) {
        Column rowFault = coalesce(checks.rowFault(), when(col(JudgedRelease.IS_COPY), copyFault()));
        return rejected.withColumn(CanonicalRelease.MODEL, ReleaseCurator.nameInOrder())
                .withColumn(FAULTS, when(rowFault.isNotNull(), array(rowFault)).otherwise(checks.valueFaults()))
                .withColumn(FAULTS, explode(col(FAULTS)))
                .select(ReleaseCurator.rejectColumns(col(FAULTS)));
    }

    private static Column copyFault() {
        return ReleaseChecks.fault(
                RejectReason.DUPLICATE_RELEASE,
                CanonicalRelease.MODEL,
                col(CanonicalRelease.MODEL),
                concat(
                        coalesce(concat(lit("row "), col(JudgedRelease.KEPT_ROW)), lit(ReleaseCurator.ANOTHER_ROW)),
                        lit(ReleaseCurator.DUPLICATE_MESSAGE)));
    }
}
