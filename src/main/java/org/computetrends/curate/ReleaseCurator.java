package org.computetrends.curate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.Metric;
import org.computetrends.sql.LowerCase;
import org.computetrends.sql.ReleaseContent;
import org.computetrends.sql.RowMarks;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.ReadRelease;
import org.computetrends.table.RejectsTable;
import org.computetrends.table.ReleasesTable;

/**
 * Checks releases of any number: keeps, normalizes, and rejects with a reason.
 *
 * <p>A row is rejected when its name or date is missing, when it is dated after the vintage or before the earliest
 * date, or when it repeats another release. Rows of equal normalized name, date and organizations are one release, of
 * which {@link ReleaseKey#rank} says which row is kept. A row outside the vintage's scope is rejected, and so is one that
 * the source marks as excluded. A quantity that is not positive and finite is rejected alone and its release stays, as are
 * the quantities of a release whose figures the source calls wrong. Every row read is either kept or rejected.
 *
 * <p>Only rows whose name others have are compared with each other; finding these is left to whoever scans the rows.
 */
public final class ReleaseCurator {
    static final String DUPLICATE_MESSAGE =
            " has this name, date and organizations too and is kept: of such rows the one"
                    + " with the most metrics, then the most columns filled, then the first in the published file";

    /** What a message calls a row whose place in a published file is not known. */
    static final String ANOTHER_ROW = "another row";

    static final String NAME_KEY = "_name_key";
    static final String ORGANIZATION_KEY = "_organization_key";
    static final String METRICS_FILLED = "_metrics_filled";
    static final String CONTENT = "_content";
    private static final String RANK = "_rank";
    private static final String NUMBER = "_number";
    private static final String IS_FAULTY = "_is_faulty";

    /** A row's key, its place, and its row in the published file. */
    private static final StructType KEYS = new StructType()
            .add(NAME_KEY, DataTypes.StringType)
            .add(CanonicalRelease.PUBLISHED_ON, DataTypes.DateType)
            .add(ORGANIZATION_KEY, DataTypes.StringType)
            .add(RANK, DataTypes.BinaryType)
            .add(ReadRelease.FILE, DataTypes.StringType)
            .add(ReadRelease.ROW_INDEX, DataTypes.LongType)
            .add(ReadRelease.STATED_ROW, DataTypes.LongType);

    private static final StructType MARKS = new StructType()
            .add(ReadRelease.FILE, DataTypes.StringType)
            .add(ReadRelease.ROW_INDEX, DataTypes.LongType)
            .add(NUMBER, DataTypes.IntegerType)
            .add(ReadRelease.STATED_ROW, DataTypes.LongType);

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
     * Compares rows with each other. Spark sorts them, so that there may be more than memory holds.
     *
     * @param candidates all rows whose name another row has, and any others; with the canonical columns and those of
     *     {@link ReadRelease}
     */
    public RowMarks marks(Dataset<Row> candidates) {
        return RowMarks.of(comparable(
                        candidates, List.of(checks.rowFault().isNotNull().as(IS_FAULTY)))
                .filter(col(IS_FAULTY).equalTo(false))
                .map((MapFunction<Row, Row>) ReleaseCurator::keyed, Encoders.row(KEYS))
                .repartition(col(NAME_KEY))
                .sortWithinPartitions(NAME_KEY, CanonicalRelease.PUBLISHED_ON, ORGANIZATION_KEY, RANK)
                .mapPartitions((MapPartitionsFunction<Row, Row>) ReleaseCurator::marked, Encoders.row(MARKS))
                .collectAsList()
                .stream()
                .map(row -> new RowMarks.Mark(
                        row.getString(0), row.getLong(1), row.getInt(2), row.isNullAt(3) ? null : row.getLong(3)))
                .toList());
    }

    private static Row keyed(Row row) {
        ReleaseKey key = ReleaseKey.of(row);
        return RowFactory.create(
                key.name(),
                key.publishedOn(),
                key.organizations(),
                key.rank(),
                row.getAs(ReadRelease.FILE),
                row.getAs(ReadRelease.ROW_INDEX),
                row.getAs(ReadRelease.STATED_ROW));
    }

    /** Marks rows of {@link #KEYS} in their order; those of which there is nothing to say are left out. */
    private static Iterator<Row> marked(Iterator<Row> rows) {
        ReleaseNumbers<Row> numbers = new ReleaseNumbers<>();
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
                .flatMap(row -> {
                    Row original = numbers.original(
                            new ReleaseKey(row.getString(0), row.getAs(1), row.getString(2), row.getAs(3)), row);
                    if (original != null) {
                        return Stream.of(RowFactory.create(row.get(4), row.get(5), RowMarks.COPY, original.get(6)));
                    }
                    return numbers.number() == RowMarks.FIRST
                            ? Stream.<Row>empty()
                            : Stream.of(RowFactory.create(row.get(4), row.get(5), numbers.number(), null));
                })
                .iterator();
    }

    /**
     * The releases that are kept, with their ids. No row is moved.
     *
     * @param releases the canonical columns and those of {@link ReadRelease}
     * @param marks what {@link #marks} said of them
     * @return {@code release_id} and the canonical columns, quantities positive or null
     */
    public Dataset<Row> kept(Dataset<Row> releases, RowMarks marks) {
        Column number = marks.number(releases.sparkSession());
        List<Column> columns = new ArrayList<>();
        columns.add(when(
                        number.gt(RowMarks.FIRST),
                        concat(col(NAME_KEY), lit(RowMarks.BEFORE_NUMBER), number.cast("string")))
                .otherwise(col(NAME_KEY))
                .as(ReleasesTable.RELEASE_ID));
        columns.addAll(ReleaseChecks.inOrder(checks.isExcluded()));
        return withNames(releases)
                .filter(checks.rowFault().isNull())
                .filter(number.notEqual(RowMarks.COPY))
                .select(columns.toArray(Column[]::new));
    }

    /** A name with its number, where that is not the first. */
    static String id(String name, int number) {
        return number == RowMarks.FIRST ? name : name + RowMarks.BEFORE_NUMBER + number;
    }

    /** What rows are compared by, columns in order, where rows stand, and some columns more. */
    Dataset<Row> comparable(Dataset<Row> releases, List<Column> more) {
        List<Column> columns = new ArrayList<>(ReleaseChecks.inOrder(checks.isExcluded()));
        for (String column : List.of(
                ReadRelease.VINTAGE,
                ReadRelease.STATED_ROW,
                ReadRelease.FILE,
                ReadRelease.ROW_INDEX,
                NAME_KEY,
                ORGANIZATION_KEY,
                METRICS_FILLED,
                CONTENT)) {
            columns.add(col(column));
        }
        columns.addAll(more);
        return withKeys(releases).select(columns.toArray(Column[]::new));
    }

    private Dataset<Row> withKeys(Dataset<Row> releases) {
        Column measured = lit(0);
        for (Metric metric : settings.metrics()) {
            measured = measured.plus(
                    ReleaseChecks.isUsable(expr(metric.expression()).cast("double"))
                            .cast(DataTypes.IntegerType));
        }
        return withNames(releases)
                .withColumn(
                        ORGANIZATION_KEY,
                        coalesce(LowerCase.of(concat_ws(";", col(CanonicalRelease.ORGANIZATIONS))), lit("")))
                .withColumn(METRICS_FILLED, when(checks.isExcluded(), lit(0)).otherwise(measured))
                .withColumn(
                        CONTENT,
                        when(col(ReadRelease.STATED_ROW).isNull(), ReleaseContent.hash())
                                .otherwise(lit(0L)));
    }

    private static Dataset<Row> withNames(Dataset<Row> releases) {
        return releases.withColumn(CanonicalRelease.MODEL, nameInOrder())
                .withColumn(NAME_KEY, LowerCase.of(col(CanonicalRelease.MODEL)));
    }

    /** The name without needless blanks; null where nothing is left. */
    static Column nameInOrder() {
        Column name = trim(regexp_replace(col(CanonicalRelease.MODEL), "\\s+", " "));
        return when(name.notEqual(""), name);
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
