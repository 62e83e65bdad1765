package org.computetrends.curate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.btrim;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.RejectReason;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.JudgedRelease;
import org.computetrends.table.ReadRelease;
import org.computetrends.table.RejectsTable;
import org.computetrends.table.ReleasesTable;

/**
 * Puts releases in order one by one, where they are too many to be compared with one another, and lists rejects: by the
 * rules of {@link ReleaseCurator}, but that duplicates are not sought and equal names are not numbered. No row is moved,
 * and nothing is counted: whoever scans the rows does that.
 */
public final class ReleaseJudge {
    /** What a name may consist of and still be none. */
    private static final String BLANKS = " \t\n\u000b\f\r";

    private static final String FAULTS = "_faults";

    private final ReleaseCurator.Settings settings;
    private final ReleaseChecks checks;

    /** @param settings what is rejected */
    public ReleaseJudge(ReleaseCurator.Settings settings) {
        this.settings = settings;
        this.checks = new ReleaseChecks(settings);
    }

    /**
     * Puts releases in order.
     *
     * @param releases the canonical columns
     * @return for every row, rejected or not, the canonical columns in order (names as they are written) and those of
     *     {@link JudgedRelease}
     */
    public Dataset<Row> inOrder(Dataset<Row> releases) {
        List<Column> columns = new ArrayList<>(ReleaseChecks.inOrder(checks.isExcluded()));
        JudgedRelease.AS_READ.stream()
                .sorted()
                .forEach(column -> columns.add(col(column).as(JudgedRelease.asRead(column))));
        return releases.select(columns.toArray(Column[]::new));
    }

    /**
     * Releases that {@link ReleaseCurator} has put in order already, as {@link #inOrder} has them: named by their ids.
     *
     * @param releases {@code release_id} and the canonical columns
     */
    public static Dataset<Row> ofCurated(Dataset<Row> releases) {
        List<Column> columns = new ArrayList<>();
        CanonicalRelease.COLUMNS.forEach(column -> columns.add(
                column.name().equals(CanonicalRelease.MODEL)
                        ? col(ReleasesTable.RELEASE_ID).as(CanonicalRelease.MODEL)
                        : col(column.name())));
        JudgedRelease.AS_READ.stream()
                .sorted()
                .forEach(column -> columns.add(col(column).as(JudgedRelease.asRead(column))));
        return releases.select(columns.toArray(Column[]::new));
    }

    /**
     * Some rejects: the first by source file, row and reason.
     *
     * @param releases the canonical columns, {@code source_file} and those of {@link ReadRelease}
     * @param limit how many at most
     * @return rows of the rejects table
     */
    public Dataset<Row> rejects(Dataset<Row> releases, int limit) {
        Dataset<Row> faulty =
                releases.filter(isRejected().or(isAnyLabelUnknown()).or(isAnyValueRejected()));
        Column fault = checks.rowFault();
        return faulty.withColumn(CanonicalRelease.MODEL, ReleaseCurator.nameInOrder())
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

    /**
     * Counts the rows that are left out for their scope.
     *
     * @param releases as {@link #rejects} takes them
     * @return how many by reason, reasons without any left out
     */
    public Map<RejectReason, Long> leftOut(Dataset<Row> releases) {
        Row counts = releases.agg(
                        coalesce(sum(ReleaseChecks.isOutOfScope().cast("long")), lit(0L)),
                        coalesce(sum(checks.isInScope().equalTo(false).cast("long")), lit(0L)))
                .head();
        Map<RejectReason, Long> byReason = new EnumMap<>(RejectReason.class);
        byReason.put(RejectReason.OUT_OF_SCOPE, counts.getLong(0));
        byReason.put(RejectReason.MARKED_EXCLUDED, counts.getLong(1) - counts.getLong(0));
        byReason.values().removeIf(count -> count == 0);
        return byReason;
    }

    /** The rows that are not left out for their scope. */
    public Dataset<Row> inScope(Dataset<Row> releases) {
        return releases.filter(checks.isInScope());
    }

    private Column isRejected() {
        Column name = col(CanonicalRelease.MODEL);
        Column date = col(CanonicalRelease.PUBLISHED_ON);
        // Whatever begins with a letter or figure comes after "!", and is no blank.
        Column isName = coalesce(name.geq("!").or(btrim(name, lit(BLANKS)).notEqual("")), lit(false));
        return checks.isInScope()
                .equalTo(false)
                .or(isName.equalTo(false))
                .or(date.isNull())
                .or(date.gt(col(ReadRelease.VINTAGE)))
                .or(date.lt(lit(settings.earliestDate())));
    }

    private static Column isAnyLabelUnknown() {
        return ReleaseChecks.isUnknownLabel(CanonicalRelease.DATE_PRECISION, DatePrecision.class)
                .or(ReleaseChecks.isUnknownLabel(CanonicalRelease.CONFIDENCE, Confidence.class));
    }

    private Column isAnyValueRejected() {
        Column isAny = lit(false);
        for (org.computetrends.table.Column quantity : CanonicalRelease.QUANTITIES) {
            Column value = col(quantity.name());
            isAny = isAny.or(value.isNotNull()
                    .and(ReleaseChecks.isUsable(value).equalTo(false).or(checks.isExcluded())));
        }
        return isAny;
    }
}
