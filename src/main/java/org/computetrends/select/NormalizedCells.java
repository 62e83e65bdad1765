package org.computetrends.select;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.WhiteSpace;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;
import org.jspecify.annotations.Nullable;
import scala.collection.mutable.ArraySeq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The cells of a batch, with the Java types of Spark's {@code Row}. Curated releases and the expressions of metrics use
 * normalized cells. Rejects show readable cells, which are not normalized. Not thread-safe.
 *
 * <p>In normalized cells, names of models have single blanks. A rejected quantity and an unknown confidence are null. A
 * missing or unknown date precision is {@code DAY}.
 */
final class NormalizedCells {
    private final ReleaseBatch batch;

    /** By canonical column: its index in the batch; negative if it is not read. */
    private final int[] indices = new int[CanonicalRelease.COLUMNS.size()];

    /** By canonical column: its index among quantities; negative for other columns. */
    private final int[] quantities = new int[CanonicalRelease.COLUMNS.size()];

    NormalizedCells(ReleaseBatch batch) {
        this.batch = batch;
        for (int i = 0; i < indices.length; i++) {
            Column column = CanonicalRelease.COLUMNS.get(i);
            indices[i] = batch.columns.indexOf(column.name());
            quantities[i] = CanonicalRelease.QUANTITIES.indexOf(column);
        }
    }

    /** The normalized value of a row in a canonical column. The scan must read the column. */
    @Nullable
    Object normalized(int column, int row) {
        if (quantities[column] >= 0) {
            double value = batch.values.quantityValues(quantities[column])[row];
            return Double.isNaN(value) ? null : (Double) value;
        }
        return switch (indices[column]) {
            case ReleaseColumns.MODEL -> name(row);
            case ReleaseColumns.DATE_PRECISION ->
                ReleaseRules.precision(batch.precision[row]).name();
            case ReleaseColumns.CONFIDENCE -> confidence(row);
            case ReleaseColumns.BASE_MODEL ->
                batch.isDerivative[row]
                        ? WhiteSpace.folded(String.valueOf(readable(ReleaseColumns.BASE_MODEL, row)))
                        : null;
            default -> readable(indices[column], row);
        };
    }

    /** A row's name with single blanks; null if the row has no name. */
    @Nullable
    String name(int row) {
        ColumnVector names = batch.column(ReleaseColumns.MODEL);
        return names.isNullAt(row)
                ? null
                : ReleaseNames.name(names.getUTF8String(row).getBytes());
    }

    private @Nullable String confidence(int row) {
        Confidence confidence = batch.confidenceLabel(row);
        return confidence == null ? null : confidence.name();
    }

    /** The value in a column of the batch, as in Spark's {@code Row}; null for blank and malformed texts too. */
    @Nullable
    Object readable(int index, int row) {
        ColumnVector column = batch.column(index);
        if (column.isNullAt(row)) {
            return null;
        }
        Object value = batch.readable.getRow(row).get(index, column.dataType());
        if (value instanceof UTF8String text) {
            return text.toString();
        }
        if (value instanceof ColumnarArray array) {
            return texts(array);
        }
        return column.dataType() instanceof DateType ? LocalDate.ofEpochDay((Integer) value) : value;
    }

    /** The texts of a cell, in a column of texts or of lists of texts; empty if the cell is null. */
    List<@Nullable String> texts(int index, int row) {
        ColumnVector column = batch.column(index);
        if (column.isNullAt(row)) {
            return List.of();
        }
        return column.dataType() instanceof ArrayType
                ? CollectionConverters.asJava(texts(column.getArray(row)))
                : List.of(column.getUTF8String(row).toString());
    }

    private static ArraySeq<@Nullable String> texts(ColumnarArray array) {
        @Nullable String[] texts = new String[array.numElements()];
        for (int i = 0; i < texts.length; i++) {
            UTF8String text = array.isNullAt(i) ? null : array.getUTF8String(i);
            texts[i] = text == null ? null : text.toString();
        }
        return ArraySeq.make(texts);
    }
}
