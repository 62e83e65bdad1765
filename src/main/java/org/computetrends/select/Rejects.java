package org.computetrends.select;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.RejectReason;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.ReadColumns;
import org.computetrends.table.RejectsTable;
import org.jspecify.annotations.Nullable;

/**
 * Converts the rejected releases and values of a batch to rows of the rejects table, except for the run id. A rejected
 * release has one row. A kept release has one row for each cell with a rejected value. Not thread-safe.
 */
final class Rejects {
    static final StructType SCHEMA = RejectsTable.REJECTS.ownSchema();

    private static final int REASON = SCHEMA.fieldIndex(RejectsTable.REASON);

    private static final String NOT_NOTABLE =
            "the source does not flag it notable, and vintages are compared on notable releases (--scope all keeps it)";

    private static final String MARKED_EXCLUDED =
            "the source marks it as excluded (curation.reject-marked-excluded = false keeps it)";

    private static final String DUPLICATE =
            " has the same name, date and organizations, and is kept. Of duplicates, the row with the most quantities"
                    + " is kept; of several, the one with the most other columns filled, not counting date precision,"
                    + " confidence and base model; of several, the first in the published file";

    private final ReleaseBatch batch;
    private final int unreadableColumn;
    private final int sourceFile;
    private final int sourceRow;

    Rejects(ReleaseBatch batch) {
        this.batch = batch;
        this.unreadableColumn = batch.columns.indexOf(ReadColumns.UNREADABLE);
        this.sourceFile = batch.columns.indexOf(RejectsTable.SOURCE_FILE);
        this.sourceRow = batch.columns.indexOf(CanonicalRelease.SOURCE_ROW);
    }

    /** Creates a task's function from a batch to its rejects. */
    static Function<ColumnarBatch, List<Row>> newReader(ReleaseBatch.Settings settings) {
        ReleaseBatch batch = new ReleaseBatch(settings);
        Rejects rejects = new Rejects(batch);
        return columns -> {
            batch.read(columns);
            return IntStream.range(0, batch.size)
                    .mapToObj(rejects::ofRow)
                    .flatMap(List::stream)
                    .toList();
        };
    }

    /** The rejects of a release; empty if nothing is rejected. */
    List<Row> ofRow(int row) {
        return batch.fault[row] == 0 ? ofValues(row) : List.of(ofFaultyRow(row));
    }

    private Row ofFaultyRow(int row) {
        RejectReason reason = ReleaseRules.ROW_FAULTS.get(batch.fault[row] - 1);
        Object date = batch.cells.readable(ReleaseColumns.PUBLISHED_ON, row);
        LocalDate vintageDate = batch.rules.vintage().date();
        LocalDate earliestDate = batch.rules.curation().earliestDate();
        return switch (reason) {
            case OUT_OF_SCOPE -> reject(row, reason, CanonicalRelease.NOTABLE, NOT_NOTABLE);
            case MARKED_EXCLUDED -> reject(row, reason, CanonicalRelease.EXCLUDED, MARKED_EXCLUDED);
            case MISSING_NAME -> ofNoName(row);
            case MISSING_DATE -> ofDate(row, reason, "the release has no date");
            case DATE_AFTER_VINTAGE -> ofDate(row, reason, date + " is after the vintage's date " + vintageDate);
            case DATE_TOO_EARLY -> ofDate(row, reason, date + " is before " + earliestDate);
            case DUPLICATE_RELEASE ->
                ofDuplicate(
                        batch.cells.readable(sourceFile, row),
                        batch.cells.readable(sourceRow, row),
                        batch.cells.name(row),
                        batch.markedRows.keptRow(row));
            case MISSING_VINTAGE,
                    NON_POSITIVE,
                    NON_FINITE,
                    EXCLUDED_CONFIDENCE,
                    UNREADABLE,
                    UNREADABLE_FILE,
                    FOREIGN_SCHEMA -> throw new IllegalStateException(reason + " is not among ReleaseRules.ROW_FAULTS");
        };
    }

    private Row ofDate(int row, RejectReason reason, String message) {
        return reject(row, reason, CanonicalRelease.PUBLISHED_ON, message);
    }

    /**
     * The reject of a duplicate.
     *
     * @param sourceRow the row number of the duplicate in {@code sourceFile}
     * @param keptRow the row number, in the published file, of the row that is kept; null if unknown
     */
    static Row ofDuplicate(
            @Nullable Object sourceFile, @Nullable Object sourceRow, @Nullable String name, @Nullable Long keptRow) {
        return RowFactory.create(
                sourceFile,
                sourceRow,
                RejectReason.DUPLICATE_RELEASE.name(),
                CanonicalRelease.MODEL,
                name,
                name,
                (keptRow == null ? "another row" : "row " + keptRow) + DUPLICATE);
    }

    static RejectReason reason(Row reject) {
        return RejectReason.valueOf(reject.getString(REASON));
    }

    /** The file that the rejects table names as the origin of a row; null if unknown. */
    @Nullable
    String sourceFile(int row) {
        return (String) batch.cells.readable(sourceFile, row);
    }

    private List<Row> ofValues(int row) {
        List<Row> rejects = new ArrayList<>();
        if (batch.unreadable[row] > 0) {
            addUnknownLabel(rejects, row, CanonicalRelease.DATE_PRECISION, DatePrecision.values());
            addUnknownLabel(rejects, row, CanonicalRelease.CONFIDENCE, Confidence.values());
            for (String column : ReadableTexts.FREE_TEXTS) {
                List<UTF8String> malformed = malformedTexts(column, row).toList();
                if (!malformed.isEmpty()) {
                    String texts =
                            malformed.stream().map(TextBytes::printableForm).collect(Collectors.joining(", "));
                    rejects.add(reject(row, RejectReason.UNREADABLE, column, texts, TextBytes.fault(malformed.get(0))));
                }
            }
            batch.cells.texts(unreadableColumn, row).forEach(cell -> addUnreadable(rejects, row, cell));
        }
        for (int quantity = 0; quantity < MetricSources.QUANTITIES.size(); quantity++) {
            long bits = batch.values.rejectedBits(quantity)[row];
            if (bits != ReleaseValues.NOT_REJECTED) {
                rejects.add(ofQuantity(row, MetricSources.QUANTITIES.get(quantity), Double.longBitsToDouble(bits)));
            }
        }
        return rejects;
    }

    private Row ofNoName(int row) {
        Optional<UTF8String> malformedName =
                malformedTexts(CanonicalRelease.MODEL, row).findFirst();
        return reject(
                row,
                RejectReason.MISSING_NAME,
                CanonicalRelease.MODEL,
                malformedName.map(TextBytes::printableForm).orElse(null),
                "the release"
                        + malformedName
                                .map(name -> "'s name " + TextBytes.fault(name))
                                .orElse(" has no name"));
    }

    /** A row's malformed texts in a column, which are null in the readable column. See {@link TextBytes}. */
    private Stream<UTF8String> malformedTexts(String column, int row) {
        ColumnVector cells = batch.asRead.column(batch.columns.indexOf(column));
        if (cells.isNullAt(row)) {
            return Stream.of();
        }
        Stream<UTF8String> texts = cells.dataType() instanceof ArrayType
                ? Arrays.stream(cells.getArray(row).toObjectArray(DataTypes.StringType))
                        .map(UTF8String.class::cast)
                : Stream.of(cells.getUTF8String(row));
        return texts.filter(text -> text != null && !TextBytes.isWellFormed(text));
    }

    /** Adds the reject of a cell that ingest could not read, as {@code column=value}. Only integer columns have any. */
    private void addUnreadable(List<Row> rejects, int row, String cell) {
        int equals = cell.indexOf('=');
        String column = cell.substring(0, equals);
        String value = cell.substring(equals + 1);
        Object type = CanonicalRelease.column(column).orElseThrow().type();
        rejects.add(reject(
                row,
                RejectReason.UNREADABLE,
                column,
                value,
                value + " is not a whole number from "
                        + (type.equals(DataTypes.IntegerType)
                                ? Integer.MIN_VALUE + " to " + Integer.MAX_VALUE
                                : Long.MIN_VALUE + " to " + Long.MAX_VALUE)));
    }

    private Row ofQuantity(int row, String column, double value) {
        RejectReason reason = ReleaseRules.quantityFault(value);
        String message = switch (reason) {
            case NON_FINITE -> value + " is not a finite number";
            case NON_POSITIVE -> value + " is not above 0";
            case EXCLUDED_CONFIDENCE ->
                "the source's confidence is " + batch.cells.readable(ReleaseColumns.CONFIDENCE, row);
            default -> throw new IllegalStateException(reason + " is not a fault of a quantity");
        };
        return reject(row, reason, column, message);
    }

    /** Adds the reject of a row's label, unless the label is blank or the name of a constant. */
    private void addUnknownLabel(List<Row> rejects, int row, String column, Enum<?>[] constants) {
        ColumnVector labels = batch.column(batch.columns.indexOf(column));
        if (!labels.isNullAt(row)
                && ReleaseRules.indexOf(List.of(constants), labels.getUTF8String(row)) == ReleaseRules.UNREADABLE) {
            String label = TextBytes.printableForm(labels.getUTF8String(row));
            rejects.add(reject(
                    row,
                    RejectReason.UNREADABLE,
                    column,
                    label,
                    label + " is none of "
                            + Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "))));
        }
    }

    /** A reject that shows the readable cell. */
    private Row reject(int row, RejectReason reason, String column, String message) {
        Object cell = batch.cells.readable(batch.columns.indexOf(column), row);
        return reject(row, reason, column, cell == null ? null : cell.toString(), message);
    }

    private Row reject(int row, RejectReason reason, String column, @Nullable String value, String message) {
        return RowFactory.create(
                batch.cells.readable(sourceFile, row),
                batch.cells.readable(sourceRow, row),
                reason.name(),
                column,
                batch.cells.name(row),
                value,
                message);
    }
}
