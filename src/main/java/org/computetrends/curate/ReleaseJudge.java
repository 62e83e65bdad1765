package org.computetrends.curate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.JudgedRelease;
import org.computetrends.table.RejectsTable;
import org.computetrends.table.ReleasesTable;

/**
 * Puts releases in order one by one, where they are too many to be compared with one another, and lists rejects: by the
 * rules of {@link ReleaseCurator}, but that duplicates are not sought and equal names are not numbered. No row is moved,
 * and nothing is counted: whoever scans the rows does that.
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
     * @param releases the canonical columns and {@code source_file}
     * @return for every row, rejected or not, the canonical columns in order (names as they are written), those of
     *     {@link JudgedRelease} and {@code source_file}
     */
    public Dataset<Row> inOrder(Dataset<Row> releases) {
        List<Column> columns = new ArrayList<>(ReleaseChecks.inOrder(checks.isExcluded()));
        columns.add(col(RejectsTable.SOURCE_FILE));
        return judged(releases, columns);
    }

    /**
     * Releases that {@link ReleaseCurator} has put in order already, as {@link #inOrder} has them, with their ids.
     *
     * @param releases {@code release_id} and the canonical columns
     */
    public static Dataset<Row> ofCurated(Dataset<Row> releases) {
        List<Column> columns = new ArrayList<>(List.of(col(ReleasesTable.RELEASE_ID)));
        CanonicalRelease.COLUMNS.forEach(column -> columns.add(col(column.name())));
        columns.add(lit(null).cast("string").as(RejectsTable.SOURCE_FILE));
        return judged(releases, columns);
    }

    /** With columns as they were read after those that are given. */
    private static Dataset<Row> judged(Dataset<Row> releases, List<Column> columns) {
        JudgedRelease.AS_READ.stream()
                .sorted()
                .forEach(column -> columns.add(col(column).as(JudgedRelease.asRead(column))));
        return releases.select(columns.toArray(Column[]::new));
    }

    /**
     * The faults of rejected releases, each a row.
     *
     * @param rejected the columns of {@link JudgedRelease#ofRejected()}, as they were read
     * @param limit how many faults at most, the first by source file, row, reason and column
     * @return rows of the rejects table
     */
    public Dataset<Row> rejects(Dataset<Row> rejected, int limit) {
        Column fault = checks.rowFault();
        return rejected.withColumn(CanonicalRelease.MODEL, ReleaseCurator.nameInOrder())
                .withColumn(FAULTS, when(fault.isNotNull(), array(fault)).otherwise(checks.valueFaults()))
                .withColumn(FAULTS, explode(col(FAULTS)))
                .select(ReleaseCurator.rejectColumns(col(FAULTS)))
                .orderBy(
                        RejectsTable.SOURCE_FILE,
                        RejectsTable.SOURCE_ROW,
                        RejectsTable.REASON,
                        RejectsTable.COLUMN_NAME)
                .limit(limit);
    }
}
