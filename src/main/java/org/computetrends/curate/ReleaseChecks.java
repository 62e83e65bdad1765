package org.computetrends.curate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.RejectReason;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.ReadRelease;
import org.computetrends.table.RejectsTable;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a row without looking at any other: its fault, those of its values, and what its columns are once
 * they are in order.
 */
final class ReleaseChecks {
    private static final Set<String> QUANTITIES = CanonicalRelease.QUANTITIES.stream()
            .map(org.computetrends.table.Column::name)
            .collect(Collectors.toSet());

    private final ReleaseCurator.Settings settings;

    ReleaseChecks(ReleaseCurator.Settings settings) {
        this.settings = settings;
    }

    /** Why a row is rejected, as a reject's columns; null where it is not. Names are null where they are blank. */
    Column rowFault() {
        Column date = col(CanonicalRelease.PUBLISHED_ON);
        Column vintage = col(ReadRelease.VINTAGE);
        return when(
                        isOutOfScope(),
                        fault(
                                RejectReason.OUT_OF_SCOPE,
                                CanonicalRelease.NOTABLE,
                                col(CanonicalRelease.NOTABLE),
                                lit("the source does not flag it notable, and vintages are compared on notable"
                                        + " releases (--scope all keeps it)")))
                .when(
                        isMarkedExcluded(),
                        fault(
                                RejectReason.MARKED_EXCLUDED,
                                CanonicalRelease.EXCLUDED,
                                col(CanonicalRelease.EXCLUDED),
                                lit("the source marks it as one to leave out"
                                        + " (curation.reject-marked-excluded = false keeps it)")))
                .when(
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
                        date.gt(vintage),
                        fault(
                                RejectReason.DATE_AFTER_VINTAGE,
                                CanonicalRelease.PUBLISHED_ON,
                                date,
                                concat(
                                        date.cast("string"),
                                        lit(" is after the vintage's date "),
                                        vintage.cast("string"))))
                .when(
                        date.lt(lit(settings.earliestDate())),
                        fault(
                                RejectReason.DATE_TOO_EARLY,
                                CanonicalRelease.PUBLISHED_ON,
                                date,
                                concat(date.cast("string"), lit(" is before " + settings.earliestDate()))));
    }

    /** Whether a vintage is compared on its notable releases, and the source does not flag this one; never null. */
    static Column isOutOfScope() {
        return col(ReadRelease.ONLY_NOTABLE)
                .and(coalesce(col(CanonicalRelease.NOTABLE), lit(false)).equalTo(false));
    }

    /** Whether the source marks a row as one to leave out, and the settings heed that; never null. */
    Column isMarkedExcluded() {
        return settings.rejectsMarkedExcluded() ? coalesce(col(CanonicalRelease.EXCLUDED), lit(false)) : lit(false);
    }

    /** Whether a row is within the vintage's scope and not marked as excluded; never null. */
    Column isInScope() {
        return isOutOfScope().or(isMarkedExcluded()).equalTo(false);
    }

    /** Why values of a row are rejected, an array of rejects' columns. */
    Column valueFaults() {
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

    /**
     * The canonical columns in order: quantities positive or null, labels those known or null.
     *
     * @param isExcluded whether the quantities of a row are not used
     */
    static List<Column> inOrder(Column isExcluded) {
        List<Column> columns = new ArrayList<>();
        for (org.computetrends.table.Column column : CanonicalRelease.COLUMNS) {
            Column value = col(column.name());
            if (QUANTITIES.contains(column.name())) {
                value = when(isUsable(value).and(isExcluded.equalTo(false)), value);
            } else if (column.name().equals(CanonicalRelease.DATE_PRECISION)) {
                value = coalesce(label(column.name(), DatePrecision.class), lit(DatePrecision.DAY.name()));
            } else if (column.name().equals(CanonicalRelease.CONFIDENCE)) {
                value = label(column.name(), Confidence.class);
            } else if (column.name().equals(CanonicalRelease.BASE_MODEL)) {
                value = when(trim(value).notEqual(""), trim(value));
            }
            columns.add(value.as(column.name()));
        }
        return columns;
    }

    /** True or false, never null: a null is not usable. Spark holds not-a-number to be above all numbers. */
    static Column isUsable(Column value) {
        return coalesce(value.gt(0).and(value.lt(Double.POSITIVE_INFINITY)), lit(false));
    }

    /** Whether the source's confidence in the row's quantities is one that is not used; never null. */
    Column isExcluded() {
        Object[] labels =
                settings.excludedConfidence().stream().map(Enum::name).sorted().toArray();
        return coalesce(label(CanonicalRelease.CONFIDENCE, Confidence.class).isin(labels), lit(false));
    }

    /** Whether a label is there and none of those known; never null. */
    static <E extends Enum<E>> Column isUnknownLabel(String column, Class<E> known) {
        return col(column).isNotNull().and(label(column, known).isNull());
    }

    /** A label in capitals where it is one of those known, and null otherwise. Most are written so already. */
    private static <E extends Enum<E>> Column label(String column, Class<E> known) {
        Column label = upper(trim(col(column)));
        return when(col(column).isin((Object[]) names(known)), col(column))
                .when(label.isin((Object[]) names(known)), label);
    }

    private static <E extends Enum<E>> String[] names(Class<E> known) {
        return Arrays.stream(known.getEnumConstants()).map(Enum::name).toArray(String[]::new);
    }

    private static <E extends Enum<E>> Column labelFault(String column, Class<E> known) {
        return when(
                isUnknownLabel(column, known),
                fault(
                        RejectReason.UNREADABLE,
                        column,
                        col(column),
                        concat(col(column), lit(" is none of " + String.join(", ", names(known))))));
    }

    private static Column isFinite(Column value) {
        return isnan(value)
                .equalTo(false)
                .and(value.notEqual(Double.POSITIVE_INFINITY))
                .and(value.notEqual(Double.NEGATIVE_INFINITY));
    }

    /** A reject's columns that speak of the fault. */
    static Column fault(RejectReason reason, String column, @Nullable Column value, Column message) {
        return struct(
                lit(reason.name()).as(RejectsTable.REASON),
                lit(column).as(RejectsTable.COLUMN_NAME),
                (value == null ? lit(null) : value).cast("string").as(RejectsTable.VALUE),
                message.as(RejectsTable.MESSAGE));
    }
}
