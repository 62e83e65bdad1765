package org.computetrends.select;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.domain.Blanks;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;
import org.jspecify.annotations.Nullable;

/**
 * Replaces blank and malformed texts in batches by null, before rules are applied. Columns with such texts are rare,
 * and only these columns are copied. Not thread-safe.
 */
final class ReadableTexts {
    // The codes of texts.
    private static final int USABLE = 0;
    private static final int BLANK = 1;

    /** Not UTF-8, or with the character NUL: see {@link TextBytes}. */
    private static final int MALFORMED = 2;

    /** By column: the codes of its texts; null for a column without texts. */
    private final @Nullable TextCodes[] codesByColumn;

    /**
     * By column: whether its malformed texts count as unreadable. Only those of {@link #FREE_TEXTS} do. A column that
     * is read twice counts once.
     */
    private final boolean[] isCounted;

    ReadableTexts(ReleaseColumns columns, Blanks blanks) {
        List<String> names = columns.names();
        this.codesByColumn = names.stream()
                .map(name -> isOfTexts(name) ? codes(name, blanks) : null)
                .toArray(TextCodes[]::new);
        this.isCounted = new boolean[codesByColumn.length];
        FREE_TEXTS.stream()
                .mapToInt(names::indexOf)
                .filter(index -> index >= 0)
                .forEach(index -> isCounted[index] = true);
    }

    /** The columns of texts, except columns of labels. Unknown labels are counted where labels are parsed. */
    static final List<String> FREE_TEXTS = CanonicalRelease.COLUMNS.stream()
            .filter(column -> isOfTexts(column.name()))
            .map(Column::name)
            .filter(name -> !name.equals(CanonicalRelease.DATE_PRECISION) && !name.equals(CanonicalRelease.CONFIDENCE))
            .toList();

    private static boolean isOfTexts(String name) {
        return CanonicalRelease.column(name)
                .filter(column -> column.type().equals(DataTypes.StringType) || column.type() instanceof ArrayType)
                .isPresent();
    }

    private static TextCodes codes(String name, Blanks blanks) {
        boolean isName = CanonicalRelease.NAMES.contains(name);
        int longestBlank = blanks.longestBytes();
        boolean isFree = FREE_TEXTS.contains(name);
        TextCodes.Coding coding = text -> {
            if (isFree && !TextBytes.isWellFormed(text)) {
                return MALFORMED;
            }
            if (isCertainlyNotBlank(text, longestBlank)) {
                return USABLE;
            }
            boolean isBlank = isName ? blanks.isBlankName(text.toString()) : blanks.isBlank(text.toString());
            return isBlank ? BLANK : USABLE;
        };
        // Names are rarely repeated, so they are not cached by text.
        return name.equals(CanonicalRelease.MODEL) || name.equals(CanonicalRelease.BASE_MODEL)
                ? TextCodes.cachedByDictionary(coding)
                : TextCodes.cached(coding);
    }

    /**
     * Whether a text is longer than any blank text, and begins and ends with an ASCII character that is no white space.
     * Bytes of other characters are negative: such texts need the slower check.
     */
    private static boolean isCertainlyNotBlank(UTF8String text, int longestBlank) {
        int length = text.numBytes();
        return length > longestBlank && text.getByte(0) > ' ' && text.getByte(length - 1) > ' ';
    }

    /**
     * Replaces blank and malformed texts by null.
     *
     * @param unreadableCounts by row: the number of unreadable cells. Adds the number of cells with malformed texts
     * @return a batch with the replacements; the given batch if nothing was replaced
     */
    ColumnarBatch replace(ColumnarBatch batch, int[] unreadableCounts) {
        int rows = batch.numRows();
        ColumnVector[] columns =
                IntStream.range(0, batch.numCols()).mapToObj(batch::column).toArray(ColumnVector[]::new);
        boolean isChanged = false;
        for (int i = 0; i < codesByColumn.length; i++) {
            TextCodes codes = codesByColumn[i];
            TextCodes.Texts texts = codes == null ? null : codes.open(columns[i]);
            if (texts != null && isAnyRemoved(texts, rows)) {
                if (isCounted[i]) {
                    countMalformed(texts, rows, unreadableCounts);
                }
                columns[i] = copy(columns[i], texts, rows);
                isChanged = true;
            }
        }
        return isChanged ? new ColumnarBatch(columns, rows) : batch;
    }

    private static void countMalformed(TextCodes.Texts texts, int rows, int[] unreadableCounts) {
        for (int row = 0; row < rows; row++) {
            boolean isAnyMalformed = IntStream.range(texts.firstIndex(row), texts.endIndex(row))
                    .anyMatch(index -> !texts.isTextNull(index) && texts.code(index) == MALFORMED);
            unreadableCounts[row] += isAnyMalformed ? 1 : 0;
        }
    }

    private static boolean isAnyRemoved(TextCodes.Texts texts, int rows) {
        for (int row = 0; row < rows; row++) {
            int end = texts.endIndex(row);
            for (int index = texts.firstIndex(row); index < end; index++) {
                if (isRemoved(texts, index)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isRemoved(TextCodes.Texts texts, int index) {
        return !texts.isTextNull(index) && texts.code(index) != USABLE;
    }

    /** Copies a column without blank and malformed texts. A cell becomes null if all its texts are removed. */
    private static ColumnVector copy(ColumnVector column, TextCodes.Texts texts, int rows) {
        OnHeapColumnVector copy = new OnHeapColumnVector(rows, column.dataType());
        if (!(column.dataType() instanceof ArrayType)) {
            for (int row = 0; row < rows; row++) {
                if (texts.isNull(row) || isRemoved(texts, row)) {
                    copy.putNull(row);
                } else {
                    copy.putByteArray(row, texts.text(row).getBytes());
                }
            }
            return copy;
        }
        for (int row = 0; row < rows; row++) {
            int[] keptIndices = IntStream.range(texts.firstIndex(row), texts.endIndex(row))
                    .filter(index -> !isRemoved(texts, index))
                    .toArray();
            boolean isEmptied = keptIndices.length == 0 && texts.firstIndex(row) < texts.endIndex(row);
            if (texts.isNull(row) || isEmptied) {
                copy.putNull(row);
            } else {
                int firstElement = copy.arrayData().getElementsAppended();
                Arrays.stream(keptIndices).forEach(index -> append(copy.arrayData(), texts, index));
                copy.putArray(row, firstElement, keptIndices.length);
            }
        }
        return copy;
    }

    private static void append(WritableColumnVector to, TextCodes.Texts texts, int index) {
        if (texts.isTextNull(index)) {
            to.appendNull();
        } else {
            byte[] bytes = texts.text(index).getBytes();
            to.appendByteArray(bytes, 0, bytes.length);
        }
    }
}
