package org.computetrends.curate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.btrim;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.RejectReason;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.JudgedRelease;
import org.computetrends.table.RejectsTable;

/**
 * Judges releases one by one, where they are too many to be compared with one another: by the rules of
 * {@link ReleaseCurator}, but that duplicates are not sought and equal names are not numbered. No row is moved, and
 * nothing is counted: whoever scans the rows does that.
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
     * Judges.
     *
     * @param releases the canonical columns
     * @param vintage the vintage's date
     * @return for every row, the canonical columns in order (names as they are written) and those of
     *     {@link JudgedRelease}
     */
    public Dataset<Row> judged(Dataset<Row> releases, LocalDate vintage) {
        List<Column> columns = new ArrayList<>(ReleaseChecks.inOrder(col(JudgedRelease.IS_EXCLUDED)));
        columns.add(fault(vintage).as(JudgedRelease.FAULT));
        columns.add(unreadableLabels().as(JudgedRelease.UNREADABLE_LABELS));
        columns.add(col(JudgedRelease.IS_EXCLUDED));
        for (org.computetrends.table.Column quantity : CanonicalRelease.QUANTITIES) {
            columns.add(col(quantity.name()).as(JudgedRelease.asRead(quantity)));
        }
        return releases.withColumn(JudgedRelease.IS_EXCLUDED, checks.isExcluded())
                .select(columns.toArray(Column[]::new));
    }

    /**
     * Some rejects: the first by source file, row and reason.
     *
     * @param releases the canonical columns and {@code source_file}
     * @param vintage the vintage's date
     * @param limit how many at most
     * @return rows of the rejects table
     */
    public Dataset<Row> rejects(Dataset<Row> releases, LocalDate vintage, int limit) {
        Dataset<Row> faulty = releases.filter(
                fault(vintage).notEqual(0).or(unreadableLabels().gt(0)).or(isAnyValueRejected()));
        Column fault = checks.rowFault(vintage);
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

    private Column fault(LocalDate vintage) {
        Column name = col(CanonicalRelease.MODEL);
        Column date = col(CanonicalRelease.PUBLISHED_ON);
        // Whatever begins with a letter or figure comes after "!", and is no blank.
        Column isName = coalesce(name.geq("!").or(btrim(name, lit(BLANKS)).notEqual("")), lit(false));
        return when(isName.equalTo(false), code(RejectReason.MISSING_NAME))
                .when(date.isNull(), code(RejectReason.MISSING_DATE))
                .when(date.gt(lit(vintage)), code(RejectReason.DATE_AFTER_VINTAGE))
                .when(date.lt(lit(settings.earliestDate())), code(RejectReason.DATE_TOO_EARLY))
                .otherwise(lit(0));
    }

    private static Column code(RejectReason reason) {
        return lit(1 + JudgedRelease.ROW_FAULTS.indexOf(reason));
    }

    private static Column unreadableLabels() {
        return ReleaseChecks.isUnknownLabel(CanonicalRelease.DATE_PRECISION, DatePrecision.class)
                .cast(DataTypes.IntegerType)
                .plus(ReleaseChecks.isUnknownLabel(CanonicalRelease.CONFIDENCE, Confidence.class)
                        .cast(DataTypes.IntegerType));
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
