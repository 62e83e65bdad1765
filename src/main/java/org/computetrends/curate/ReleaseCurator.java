package org.computetrends.curate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.Metric;
import org.computetrends.domain.RejectReason;
import org.computetrends.sql.LowerCase;
import org.computetrends.sql.ReleaseContent;
import org.computetrends.sql.WorkingSet;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.RejectsTable;
import org.computetrends.table.ReleasesTable;

/**
 * Checks releases: keeps, normalizes, and rejects with a reason.
 *
 * <p>A row is rejected when its name or date is missing, when it is dated after the vintage or before the earliest
 * date, or when it repeats another release: rows of equal normalized name, date and organizations are one release,
 * told by the row with the most metrics. A quantity that is not positive and finite is rejected alone and its
 * release stays, as are the quantities of a release whose figures the source calls wrong. Every row read is either
 * kept or rejected.
 */
public final class ReleaseCurator {

    private static final String KEPT = "KEPT";
    private static final String REJECTED = "REJECTED";
    private static final String FAULT = "_fault";
    private static final String FAULTS = "_faults";
    private static final String NAME_KEY = "_name_key";
    private static final String ORGANIZATION_KEY = "_organization_key";
    private static final String FILLED = "_filled";
    private static final String CONTENT = "_content";

    private final Settings settings;
    private final WorkingSet workingSet;

    /**
     * @param settings what is rejected
     * @param workingSet how the releases are held
     */
    public ReleaseCurator(Settings settings, WorkingSet workingSet) {
        this.settings = settings;
        this.workingSet = workingSet;
    }

    /**
     * What is rejected.
     *
     * @param earliestDate releases dated before it are rejected
     * @param excludedConfidence confidence labels whose quantities are rejected
     * @param metrics what is measured: of duplicates the row with the most of them is kept
     */
    public record Settings(LocalDate earliestDate, Set<Confidence> excludedConfidence, List<Metric> metrics) {}

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
     * @param releases the canonical columns and {@code source_file}
     * @param vintage the vintage's date
     */
    public Result curate(Dataset<Row> releases, LocalDate vintage) {
        Dataset<Row> judged = withDuplicatesJudged(withFault(withKeys(releases), vintage));
        Column faults = when(col(FAULT).isNotNull(), array(col(FAULT))).otherwise(valueFaults());
        Dataset<Row> checked = workingSet.kept(judged.withColumn(FAULTS, faults));
        Dataset<Row> kept = checked.filter(col(FAULT).isNull());
        Tally tally = tally(checked);
        return new Result(normalized(kept), rejects(checked), tally.kept(), tally.rejected(), tally.byReason());
    }

    /** The releases that {@link #curate} keeps, alone: nothing is counted or held. */
    public Dataset<Row> kept(Dataset<Row> releases, LocalDate vintage) {
        return normalized(withDuplicatesJudged(withFault(withKeys(releases), vintage))
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

    private Dataset<Row> withKeys(Dataset<Row> releases) {
        Column filled = lit(0);
        for (Metric metric : settings.metrics()) {
            filled = filled.plus(
                    isUsable(expr(metric.expression()).cast("double")).cast(DataTypes.IntegerType));
        }
        Column model = trim(regexp_replace(col(CanonicalRelease.MODEL), "\\s+", " "));
        return releases.withColumn(CanonicalRelease.MODEL, when(model.notEqual(""), model))
                .withColumn(NAME_KEY, LowerCase.of(col(CanonicalRelease.MODEL)))
                .withColumn(
                        ORGANIZATION_KEY,
                        coalesce(LowerCase.of(concat_ws(";", col(CanonicalRelease.ORGANIZATIONS))), lit("")))
                .withColumn(FILLED, when(isExcluded(), lit(0)).otherwise(filled))
                .withColumn(CONTENT, ReleaseContent.hash());
    }

    private Dataset<Row> withFault(Dataset<Row> releases, LocalDate vintage) {
        Column date = col(CanonicalRelease.PUBLISHED_ON);
        Column fault = when(
                        col(CanonicalRelease.MODEL).isNull(),
                        fault(RejectReason.MISSING_NAME, CanonicalRelease.MODEL, null, lit("the release has no name")))
                .when(
                        date.isNull(),
                        fault(
                                RejectReason.MISSING_DATE,
                                CanonicalRelease.PUBLISHED_ON,
                                null,
                                lit("the release has no date")))
                .when(
                        date.gt(lit(vintage)),
                        fault(
                                RejectReason.DATE_AFTER_VINTAGE,
                                CanonicalRelease.PUBLISHED_ON,
                                date,
                                concat(date.cast("string"), lit(" is after the vintage's date " + vintage))))
                .when(
                        date.lt(lit(settings.earliestDate())),
                        fault(
                                RejectReason.DATE_TOO_EARLY,
                                CanonicalRelease.PUBLISHED_ON,
                                date,
                                concat(date.cast("string"), lit(" is before " + settings.earliestDate()))));
        return releases.withColumn(FAULT, fault);
    }

    /** Among sound rows of equal name, date and organizations, all but the fullest are duplicates. */
    private static Dataset<Row> withDuplicatesJudged(Dataset<Row> releases) {
        WindowSpec same = Window.partitionBy(
                        col(NAME_KEY),
                        col(CanonicalRelease.PUBLISHED_ON),
                        col(ORGANIZATION_KEY),
                        col(FAULT).isNull())
                .orderBy(col(FILLED).desc(), col(CONTENT), col(CanonicalRelease.SOURCE_ROW));
        Column duplicate = fault(
                RejectReason.DUPLICATE_RELEASE,
                CanonicalRelease.MODEL,
                col(CanonicalRelease.MODEL),
                lit("another row has this name, date and organizations, and at least as many metrics"));
        return releases.withColumn("_copy", row_number().over(same))
                .withColumn(
                        FAULT,
                        when(col(FAULT).isNull().and(col("_copy").gt(1)), duplicate)
                                .otherwise(col(FAULT)))
                .drop("_copy");
    }

    private Dataset<Row> normalized(Dataset<Row> kept) {
        WindowSpec byName = Window.partitionBy(NAME_KEY)
                .orderBy(col(CanonicalRelease.PUBLISHED_ON), col(ORGANIZATION_KEY), col(CONTENT));
        Column ordinal = row_number().over(byName);
        List<Column> columns = new ArrayList<>();
        columns.add(when(ordinal.equalTo(1), col(NAME_KEY))
                .otherwise(concat(col(NAME_KEY), lit("#"), ordinal.cast("string")))
                .as(ReleasesTable.RELEASE_ID));
        Set<String> quantities = quantityNames();
        for (org.computetrends.table.Column column : CanonicalRelease.COLUMNS) {
            Column value = col(column.name());
            if (quantities.contains(column.name())) {
                value = when(isUsable(value).and(isExcluded().equalTo(false)), value);
            } else if (column.name().equals(CanonicalRelease.DATE_PRECISION)) {
                value = coalesce(label(column.name(), DatePrecision.class), lit(DatePrecision.DAY.name()));
            } else if (column.name().equals(CanonicalRelease.CONFIDENCE)) {
                value = label(column.name(), Confidence.class);
            } else if (column.name().equals(CanonicalRelease.BASE_MODEL)) {
                value = when(trim(value).notEqual(""), trim(value));
            }
            columns.add(value.as(column.name()));
        }
        return kept.select(columns.toArray(Column[]::new));
    }

    private static Set<String> quantityNames() {
        return CanonicalRelease.QUANTITIES.stream()
                .map(org.computetrends.table.Column::name)
                .collect(java.util.stream.Collectors.toSet());
    }

    private static Column isFinite(Column value) {
        return isnan(value)
                .equalTo(false)
                .and(value.notEqual(Double.POSITIVE_INFINITY))
                .and(value.notEqual(Double.NEGATIVE_INFINITY));
    }

    /** True or false, never null: a null is not usable. */
    private static Column isUsable(Column value) {
        return coalesce(isFinite(value).and(value.gt(0)), lit(false));
    }

    private Column isExcluded() {
        Object[] labels =
                settings.excludedConfidence().stream().map(Enum::name).sorted().toArray();
        return coalesce(upper(col(CanonicalRelease.CONFIDENCE)).isin(labels), lit(false));
    }

    /** A label in capitals where it is one of those known, and null otherwise. */
    private static <E extends Enum<E>> Column label(String column, Class<E> known) {
        Column label = upper(trim(col(column)));
        return when(label.isin((Object[]) names(known)), label);
    }

    private static <E extends Enum<E>> String[] names(Class<E> known) {
        return Arrays.stream(known.getEnumConstants()).map(Enum::name).toArray(String[]::new);
    }

    private static <E extends Enum<E>> Column labelFault(String column, Class<E> known) {
        return when(
                col(column).isNotNull().and(label(column, known).isNull()),
                fault(
                        RejectReason.UNREADABLE,
                        column,
                        col(column),
                        concat(col(column), lit(" is none of " + String.join(", ", names(known))))));
    }

    private Column valueFaults() {
        List<Column> faults = new ArrayList<>();
        faults.add(labelFault(CanonicalRelease.DATE_PRECISION, DatePrecision.class));
        faults.add(labelFault(CanonicalRelease.CONFIDENCE, Confidence.class));
        for (org.computetrends.table.Column quantity : CanonicalRelease.QUANTITIES) {
            Column value = col(quantity.name());
            String name = quantity.name();
            faults.add(when(
                            value.isNotNull().and(isFinite(value).equalTo(false)),
                            fault(
                                    RejectReason.NON_FINITE,
                                    name,
                                    value,
                                    concat(value.cast("string"), lit(" is not a finite number"))))
                    .when(
                            value.leq(0),
                            fault(
                                    RejectReason.NON_POSITIVE,
                                    name,
                                    value,
                                    concat(value.cast("string"), lit(" is not above 0"))))
                    .when(
                            value.isNotNull().and(isExcluded()),
                            fault(
                                    RejectReason.EXCLUDED_CONFIDENCE,
                                    name,
                                    value,
                                    concat(lit("the source's confidence is "), col(CanonicalRelease.CONFIDENCE)))));
        }
        return array_compact(array(faults.toArray(Column[]::new)));
    }

    private static Column fault(
            RejectReason reason, String column, @org.jspecify.annotations.Nullable Column value, Column message) {
        return struct(
                lit(reason.name()).as(RejectsTable.REASON),
                lit(column).as(RejectsTable.COLUMN_NAME),
                (value == null ? lit(null) : value).cast("string").as(RejectsTable.VALUE),
                message.as(RejectsTable.MESSAGE));
    }

    private static Dataset<Row> rejects(Dataset<Row> checked) {
        return checked.withColumn(FAULT, explode(col(FAULTS)))
                .select(
                        col(RejectsTable.SOURCE_FILE),
                        col(CanonicalRelease.SOURCE_ROW).as(RejectsTable.SOURCE_ROW),
                        col(FAULT + "." + RejectsTable.REASON),
                        col(FAULT + "." + RejectsTable.COLUMN_NAME),
                        col(CanonicalRelease.MODEL).as(RejectsTable.MODEL),
                        col(FAULT + "." + RejectsTable.VALUE),
                        col(FAULT + "." + RejectsTable.MESSAGE));
    }
}
