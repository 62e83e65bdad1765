package org.computetrends.curate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.Metric;
import org.computetrends.domain.RejectReason;
import org.computetrends.sql.LowerCase;
import org.computetrends.sql.ReleaseContent;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.ReadRelease;
import org.computetrends.table.RejectsTable;
import org.computetrends.table.ReleasesTable;

/**
 * Checks releases: keeps, normalizes, and rejects with a reason.
 *
 * <p>A row is rejected when its name or date is missing, when it is dated after the vintage or before the earliest
 * date, or when it repeats another release. Rows of equal normalized name, date and organizations are one release. Of
 * these the row with the most metrics is kept, then the one with the most columns filled, then the first in the
 * published file; where no such place is known, the one with the larger quantities, in the order of the schema. A row
 * outside the vintage's scope is rejected, and so is one that the source marks as excluded. A quantity that is not
 * positive and finite is rejected alone and its release stays, as are the quantities of a release whose figures the
 * source calls wrong. Every row read is either kept or rejected.
 */
public final class ReleaseCurator {

    private static final String KEPT = "KEPT";
    private static final String REJECTED = "REJECTED";
    private static final String FAULT = "_fault";
    private static final String FAULTS = "_faults";
    static final String DUPLICATE_MESSAGE =
            " has this name, date and organizations too and is kept: of such rows the one"
                    + " with the most metrics, then the most columns filled, then the first in the published file";

    /** What a message calls a row whose place in a published file is not known. */
    static final String ANOTHER_ROW = "another row";

    static final String NAME_KEY = "_name_key";
    static final String ORGANIZATION_KEY = "_organization_key";
    static final String METRICS_FILLED = "_metrics_filled";
    private static final String COLUMNS_FILLED = "_columns_filled";
    static final String CONTENT = "_content";

    /** The columns that count beside quantities where rows have as many metrics: those that curation leaves as they are. */
    static final List<String> OTHERS = CanonicalRelease.content().stream()
            .filter(column -> !CanonicalRelease.QUANTITIES.contains(column))
            .map(org.computetrends.table.Column::name)
            .filter(name -> !Set.of(
                            CanonicalRelease.MODEL,
                            CanonicalRelease.PUBLISHED_ON,
                            CanonicalRelease.DATE_PRECISION,
                            CanonicalRelease.CONFIDENCE,
                            CanonicalRelease.BASE_MODEL)
                    .contains(name))
            .toList();

    private final Settings settings;
    private final ReleaseChecks checks;

    /** @param settings what is rejected */
    public ReleaseCurator(Settings settings) {
        this.settings = settings;
        this.checks = new ReleaseChecks(settings);
    }

    /** What can be said of a row alone. */
    ReleaseChecks checks() {
        return checks;
    }

    /**
     * What is rejected.
     *
     * @param earliestDate releases dated before it are rejected
     * @param excludedConfidence confidence labels whose quantities are rejected
     * @param rejectsMarkedExcluded whether rows are rejected that the source marks as ones to leave out
     * @param metrics what is measured: of duplicates the row with the most of them is kept
     */
    public record Settings(
            LocalDate earliestDate,
            Set<Confidence> excludedConfidence,
            boolean rejectsMarkedExcluded,
            List<Metric> metrics) {}

    /**
     * Curated releases.
     *
     * @param releases the rows kept: {@code release_id} and the canonical columns, quantities positive or null
     * @param rejects rows of the rejects table
     * @param rowsKept rows kept
     * @param rowsRejected rows rejected
     * @param rejectsByReason rejected rows and values, counted by reason
     */
    public record Result(
            Dataset<Row> releases,
            Dataset<Row> rejects,
            long rowsKept,
            long rowsRejected,
            Map<RejectReason, Long> rejectsByReason) {}

    /**
     * Curates the releases of a vintage.
     *
     * @param releases the canonical columns, {@code source_file} and those of {@link ReadRelease}
     */
    public Result curate(Dataset<Row> releases) {
        Dataset<Row> judged = withDuplicatesJudged(withFault(withKeys(releases)));
        Column faults = when(col(FAULT).isNotNull(), array(col(FAULT))).otherwise(checks.valueFaults());
        Dataset<Row> checked = judged.withColumn(FAULTS, faults).persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> kept = checked.filter(col(FAULT).isNull());
        Tally tally = tally(checked);
        return new Result(normalized(kept), rejects(checked), tally.kept(), tally.rejected(), tally.byReason());
    }

    /** The releases that {@link #curate} keeps, alone: nothing is counted or held. */
    public Dataset<Row> kept(Dataset<Row> releases) {
        return normalized(withDuplicatesJudged(withFault(withKeys(releases)))
                .filter(col(FAULT).isNull()));
    }

    /** Rows kept and rejected, and rejected rows and values by reason. */
    private record Tally(long kept, long rejected, Map<RejectReason, Long> byReason) {}

    /** One pass that counts rows by whether they are kept, and faults by their reason. */
    private static Tally tally(Dataset<Row> checked) {
        Column verdict = when(col(FAULT).isNull(), lit(KEPT)).otherwise(lit(REJECTED));
        Column reasons = transform(col(FAULTS), fault -> fault.getField(RejectsTable.REASON));
        Map<String, Long> counts = new HashMap<>();
        for (Row row : checked.select(explode(concat(array(verdict), reasons)).as(RejectsTable.REASON))
                .groupBy(RejectsTable.REASON)
                .agg(count(lit(1)))
                .collectAsList()) {
            counts.put(row.getString(0), row.getLong(1));
        }
        Map<RejectReason, Long> byReason = new TreeMap<>();
        for (RejectReason reason : RejectReason.values()) {
            if (counts.containsKey(reason.name())) {
                byReason.put(reason, counts.get(reason.name()));
            }
        }
        return new Tally(counts.getOrDefault(KEPT, 0L), counts.getOrDefault(REJECTED, 0L), byReason);
    }

    /** With what rows are compared by. */
    Dataset<Row> withKeys(Dataset<Row> releases) {
        Column measured = lit(0);
        for (Metric metric : settings.metrics()) {
            measured = measured.plus(
                    ReleaseChecks.isUsable(expr(metric.expression()).cast("double"))
                            .cast(DataTypes.IntegerType));
        }
        return releases.withColumn(CanonicalRelease.MODEL, nameInOrder())
                .withColumn(NAME_KEY, LowerCase.of(col(CanonicalRelease.MODEL)))
                .withColumn(
                        ORGANIZATION_KEY,
                        coalesce(LowerCase.of(concat_ws(";", col(CanonicalRelease.ORGANIZATIONS))), lit("")))
                .withColumn(METRICS_FILLED, when(checks.isExcluded(), lit(0)).otherwise(measured))
                .withColumn(
                        CONTENT,
                        when(col(ReadRelease.STATED_ROW).isNull(), ReleaseContent.hash())
                                .otherwise(lit(0L)));
    }

    /** The name without needless blanks; null where nothing is left. */
    static Column nameInOrder() {
        Column name = trim(regexp_replace(col(CanonicalRelease.MODEL), "\\s+", " "));
        return when(name.notEqual(""), name);
    }

    private Dataset<Row> withFault(Dataset<Row> releases) {
        return releases.withColumn(FAULT, checks.rowFault());
    }

    /** Whether a row's quantity is kept; never null. */
    private Column isUsed(org.computetrends.table.Column quantity) {
        return ReleaseChecks.isUsable(col(quantity.name()))
                .and(checks.isExcluded().equalTo(false));
    }

    /** The order of rows that are one release: the first is kept. */
    private Column[] bestFirst() {
        List<Column> order = new ArrayList<>(List.of(
                col(METRICS_FILLED).desc(),
                col(COLUMNS_FILLED).desc(),
                col(ReadRelease.STATED_ROW).asc_nulls_last()));
        CanonicalRelease.QUANTITIES.forEach(quantity ->
                order.add(when(isUsed(quantity), col(quantity.name())).desc_nulls_last()));
        order.add(col(CONTENT));
        order.add(col(CanonicalRelease.SOURCE_ROW));
        return order.toArray(Column[]::new);
    }

    /** Among sound rows of equal name, date and organizations, all but the best are duplicates. */
    private Dataset<Row> withDuplicatesJudged(Dataset<Row> sourced) {
        Column filled = lit(0);
        for (org.computetrends.table.Column quantity : CanonicalRelease.QUANTITIES) {
            filled = filled.plus(isUsed(quantity).cast(DataTypes.IntegerType));
        }
        for (String column : OTHERS) {
            filled = filled.plus(col(column).isNotNull().cast(DataTypes.IntegerType));
        }
        Dataset<Row> releases = sourced.withColumn(COLUMNS_FILLED, filled);
        WindowSpec same = Window.partitionBy(
                        col(NAME_KEY),
                        col(CanonicalRelease.PUBLISHED_ON),
                        col(ORGANIZATION_KEY),
                        col(FAULT).isNull())
                .orderBy(bestFirst());
        Column duplicate = ReleaseChecks.fault(
                RejectReason.DUPLICATE_RELEASE,
                CanonicalRelease.MODEL,
                col(CanonicalRelease.MODEL),
                concat(
                        coalesce(
                                concat(
                                        lit("row "),
                                        first(col(ReadRelease.STATED_ROW)).over(same)),
                                lit(ANOTHER_ROW)),
                        lit(DUPLICATE_MESSAGE)));
        return releases.withColumn("_copy", row_number().over(same))
                .withColumn(
                        FAULT,
                        when(col(FAULT).isNull().and(col("_copy").gt(1)), duplicate)
                                .otherwise(col(FAULT)))
                .drop("_copy");
    }

    private Dataset<Row> normalized(Dataset<Row> kept) {
        WindowSpec byName =
                Window.partitionBy(NAME_KEY).orderBy(col(CanonicalRelease.PUBLISHED_ON), col(ORGANIZATION_KEY));
        Column ordinal = row_number().over(byName);
        List<Column> columns = new ArrayList<>();
        columns.add(when(ordinal.equalTo(1), col(NAME_KEY))
                .otherwise(concat(col(NAME_KEY), lit("#"), ordinal.cast("string")))
                .as(ReleasesTable.RELEASE_ID));
        columns.addAll(ReleaseChecks.inOrder(checks.isExcluded()));
        return kept.select(columns.toArray(Column[]::new));
    }

    private static Dataset<Row> rejects(Dataset<Row> checked) {
        return checked.withColumn(FAULT, explode(col(FAULTS))).select(rejectColumns(col(FAULT)));
    }

    /** The columns of the rejects table for a fault. */
    static Column[] rejectColumns(Column fault) {
        return new Column[] {
            col(RejectsTable.SOURCE_FILE),
            col(CanonicalRelease.SOURCE_ROW).as(RejectsTable.SOURCE_ROW),
            fault.getField(RejectsTable.REASON).as(RejectsTable.REASON),
            fault.getField(RejectsTable.COLUMN_NAME).as(RejectsTable.COLUMN_NAME),
            col(CanonicalRelease.MODEL).as(RejectsTable.MODEL),
            fault.getField(RejectsTable.VALUE).as(RejectsTable.VALUE),
            fault.getField(RejectsTable.MESSAGE).as(RejectsTable.MESSAGE)
        };
    }
}
