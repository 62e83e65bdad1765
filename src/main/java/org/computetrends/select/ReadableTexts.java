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
 * Replaces blank and unreadable texts in batches by null, before rules look at them. Few batches contain such texts,
 * and only columns that do are copied. Not thread-safe.
 */
final class ReadableTexts {
    // What TextMemo caches of a text: 0 if it is usable, or one of these.
    private static final int BLANK = 1;

    /** Not UTF-8, or with the character NUL: see {@link TextBytes}. */
    private static final int NO_TEXT = 2;

    /** By column of texts: its memo. Null for other columns. */
    private final @Nullable TextMemo[] memos;

    /**
     * By column: whether unreadable texts are counted here. An attribute may be read twice and is counted once. Date
     * precisions and confidence labels are counted where they are parsed.
     */
    private final boolean[] isCounted;

    ReadableTexts(ReleaseColumns columns, Blanks blanks) {
        List<String> names = columns.names();
        this.memos = names.stream()
                .map(name -> isOfTexts(name) ? memo(name, blanks) : null)
                .toArray(TextMemo[]::new);
        this.isCounted = new boolean[memos.length];
        FREE_TEXTS.stream()
                .mapToInt(names::indexOf)
                .filter(index -> index >= 0)
                .forEach(index -> isCounted[index] = true);
    }

    /** The columns of texts, except columns of labels. */
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

    private static TextMemo memo(String name, Blanks blanks) {
        boolean isName = CanonicalRelease.NAMES.contains(name);
        int longestBlank = blanks.longestBytes();
        // A malformed label is an unknown label, which is counted where labels are parsed.
        boolean isFree = FREE_TEXTS.contains(name);
        TextMemo.Meaning meaning = text -> {
            if (isFree && !TextBytes.areText(text)) {
                return NO_TEXT;
            }
            return isPlain(text, longestBlank)
                            || !(isName ? blanks.isBlankName(text.toString()) : blanks.isBlank(text.toString()))
                    ? 0
                    : BLANK;
        };
        // Names are rarely repeated, so they are not remembered.
        return name.equals(CanonicalRelease.MODEL) || name.equals(CanonicalRelease.BASE_MODEL)
                ? TextMemo.ofDictionary(meaning)
                : TextMemo.of(meaning);
    }

    /** Whether a text is certainly not blank: longer than any blank text, without white space at its ends. */
    private static boolean isPlain(UTF8String text, int longestBlank) {
        int length = text.numBytes();
        return length > longestBlank && text.getByte(0) > ' ' && text.getByte(length - 1) > ' ';
    }

    /**
     * Replaces blank and unreadable texts by null.
     *
     * @param unreadableCounts by row: the count of unreadable cells, which is increased
     * @return a batch with the replacements; the same batch if there are none
     */
    ColumnarBatch of(ColumnarBatch batch, int[] unreadableCounts) {
        int rows = batch.numRows();
        ColumnVector[] columns =
                IntStream.range(0, batch.numCols()).mapToObj(batch::column).toArray(ColumnVector[]::new);
        boolean isAnyLeftOut = false;
        for (int i = 0; i < memos.length; i++) {
            TextMemo memo = memos[i];
            if (memo != null && isAnyLeftOut(memo.open(columns[i]), rows)) {
                if (isCounted[i]) {
                    count(memo.open(columns[i]), rows, unreadableCounts);
                }
                columns[i] = columns[i].dataType() instanceof ArrayType
                        ? arrays(columns[i], memo, rows)
                        : texts(columns[i], memo, rows);
                isAnyLeftOut = true;
            }
        }
        return isAnyLeftOut ? new ColumnarBatch(columns, rows) : batch;
    }

    private static void count(TextMemo.Texts texts, int rows, int[] unreadableCounts) {
        for (int row = 0; row < rows; row++) {
            if (!texts.isNull(row)) {
                boolean isAnyBad = IntStream.range(texts.first(row), texts.end(row))
                        .anyMatch(index -> !texts.isTextNull(index) && texts.meaning(index) == NO_TEXT);
                unreadableCounts[row] += isAnyBad ? 1 : 0;
            }
        }
    }

    private static boolean isAnyLeftOut(TextMemo.Texts texts, int rows) {
        for (int row = 0; row < rows; row++) {
            if (!texts.isNull(row)) {
                int end = texts.end(row);
                for (int index = texts.first(row); index < end; index++) {
                    if (isLeftOut(texts, index)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isLeftOut(TextMemo.Texts texts, int index) {
        return !texts.isTextNull(index) && texts.meaning(index) != 0;
    }

    private static ColumnVector texts(ColumnVector column, TextMemo memo, int rows) {
        TextMemo.Texts texts = memo.open(column);
        OnHeapColumnVector copy = new OnHeapColumnVector(rows, column.dataType());
        for (int row = 0; row < rows; row++) {
            if (texts.isNull(row) || isLeftOut(texts, row)) {
                copy.putNull(row);
            } else {
                copy.putByteArray(row, column.getUTF8String(row).getBytes());
            }
        }
        return copy;
    }

    /** Copies arrays without blank and unreadable elements. An array that becomes empty is null. */
    private static ColumnVector arrays(ColumnVector column, TextMemo memo, int rows) {
        TextMemo.Texts texts = memo.open(column);
        OnHeapColumnVector copy = new OnHeapColumnVector(rows, column.dataType());
        for (int row = 0; row < rows; row++) {
            if (texts.isNull(row)) {
                copy.putNull(row);
                continue;
            }
            int[] keptIndices = IntStream.range(texts.first(row), texts.end(row))
                    .filter(index -> !isLeftOut(texts, index))
                    .toArray();
            if (keptIndices.length == 0 && texts.first(row) < texts.end(row)) {
                copy.putNull(row);
                continue;
            }
            int firstElement = copy.arrayData().getElementsAppended();
            Arrays.stream(keptIndices).forEach(index -> append(copy.arrayData(), texts, index));
            copy.putArray(row, firstElement, keptIndices.length);
        }
        return copy;
    }

    private static void append(WritableColumnVector to, TextMemo.Texts texts, int index) {
        if (texts.isTextNull(index)) {
            to.appendNull();
        } else {
            byte[] bytes = texts.text(index).getBytes();
            to.appendByteArray(bytes, 0, bytes.length);
        }
    }
}
