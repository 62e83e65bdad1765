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

    private static final String EXCLUDED = "_excluded";
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
        List<Column> columns = new ArrayList<>(ReleaseChecks.inOrder(col(EXCLUDED)));
        columns.add(fault(vintage).as(JudgedRelease.FAULT));
        columns.add(valueFaults().as(JudgedRelease.VALUE_FAULTS_OF_ROW));
        return releases.withColumn(EXCLUDED, checks.isExcluded()).select(columns.toArray(Column[]::new));
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
        Dataset<Row> faulty = releases.withColumn(EXCLUDED, checks.isExcluded())
                .filter(fault(vintage).notEqual(0).or(valueFaults().notEqual(0)));
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

    private static Column valueFaults() {
        Column faults = ofLabel(CanonicalRelease.DATE_PRECISION, DatePrecision.class)
                .plus(ofLabel(CanonicalRelease.CONFIDENCE, Confidence.class));
        for (org.computetrends.table.Column quantity : CanonicalRelease.QUANTITIES) {
            Column value = col(quantity.name());
            faults = faults.plus(when(value.isNull(), lit(0))
                    .when(
                            ReleaseChecks.isUsable(value),
                            when(col(EXCLUDED), one(RejectReason.EXCLUDED_CONFIDENCE))
                                    .otherwise(lit(0)))
                    .when(value.leq(0).and(value.gt(Double.NEGATIVE_INFINITY)), one(RejectReason.NON_POSITIVE))
                    .otherwise(one(RejectReason.NON_FINITE)));
        }
        return faults.cast(DataTypes.IntegerType);
    }

    private static <E extends Enum<E>> Column ofLabel(String column, Class<E> known) {
        return when(ReleaseChecks.isUnknownLabel(column, known), one(RejectReason.UNREADABLE))
                .otherwise(lit(0));
    }

    /** One fault, where its count stands. */
    private static Column one(RejectReason reason) {
        return lit(1 << (JudgedRelease.VALUE_FAULT_BITS * JudgedRelease.VALUE_FAULTS.indexOf(reason)));
    }
}
