package org.computetrends.select;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
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
 * Removes from batches the texts that stand for nothing and those that are not text, so that whoever reads these finds nothing there. Few
 * batches have any, and only columns of these are copied. For one thread.
 */
final class ReadableTexts {
    /** What a text means. */
    private static final int BLANK = 1;

    private static final int NO_TEXT = 2;

    /** By column, what a text means, 0 where it says something. Null for a column that holds no texts. */
    private final @Nullable TextMemo[] memos;

    /** By column, whether its faults are counted here: not again where it is read twice, nor where it has labels to compare. */
    private final boolean[] isCounted;

    ReadableTexts(ReleaseColumns columns, Blanks blanks) {
        List<String> names = columns.names();
        this.memos = names.stream()
                .map(name -> isOfTexts(name) ? memo(name, blanks) : null)
                .toArray(TextMemo[]::new);
        this.isCounted = new boolean[memos.length];
        FREE_TEXTS.stream()
                .mapToInt(names::indexOf)
                .filter(place -> place >= 0)
                .forEach(place -> isCounted[place] = true);
    }

    /** The columns whose texts are any. */
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
        int longest = blanks.longestBytes();
        // A label that is no text is none of those known, which is found where these are compared.
        boolean isFree = FREE_TEXTS.contains(name);
        TextMemo.Meaning meaning = text -> {
            if (isFree && !TextBytes.areText(text)) {
                return NO_TEXT;
            }
            return isPlain(text, longest)
                            || !(isName ? blanks.isBlankName(text.toString()) : blanks.isBlank(text.toString()))
                    ? 0
                    : BLANK;
        };
        // Most releases have a name of their own.
        return name.equals(CanonicalRelease.MODEL) || name.equals(CanonicalRelease.BASE_MODEL)
                ? TextMemo.ofDictionary(meaning)
                : TextMemo.of(meaning);
    }

    /** Whether a text is longer than any blank one, and no white space is at its ends. */
    private static boolean isPlain(UTF8String text, int longest) {
        int length = text.numBytes();
        return length > longest && text.getByte(0) > ' ' && text.getByte(length - 1) > ' ';
    }

    /**
     * Takes them out of a batch.
     *
     * @param unreadable by row, to which the number of its cells is added that have such a text
     * @return the batch with null in their place; the same where there are none
     */
    ColumnarBatch of(ColumnarBatch batch, int[] unreadable) {
        int rows = batch.numRows();
        ColumnVector[] columns =
                IntStream.range(0, batch.numCols()).mapToObj(batch::column).toArray(ColumnVector[]::new);
        boolean isAnyOut = false;
        for (int i = 0; i < memos.length; i++) {
            TextMemo memo = memos[i];
            if (memo != null && isAnyOut(memo.open(columns[i]), rows)) {
                if (isCounted[i]) {
                    count(memo.open(columns[i]), rows, unreadable);
                }
                columns[i] = columns[i].dataType() instanceof ArrayType
                        ? arrays(columns[i], memo, rows)
                        : texts(columns[i], memo, rows);
                isAnyOut = true;
            }
        }
        return isAnyOut ? new ColumnarBatch(columns, rows) : batch;
    }

    private static void count(TextMemo.Texts texts, int rows, int[] unreadable) {
        for (int row = 0; row < rows; row++) {
            if (!texts.isNull(row)) {
                boolean isAnyBad = IntStream.range(texts.first(row), texts.end(row))
                        .anyMatch(place -> !texts.isTextNull(place) && texts.meaning(place) == NO_TEXT);
                unreadable[row] += isAnyBad ? 1 : 0;
            }
        }
    }

    private static boolean isAnyOut(TextMemo.Texts texts, int rows) {
        for (int row = 0; row < rows; row++) {
            if (!texts.isNull(row)) {
                int end = texts.end(row);
                for (int place = texts.first(row); place < end; place++) {
                    if (isOut(texts, place)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isOut(TextMemo.Texts texts, int place) {
        return !texts.isTextNull(place) && texts.meaning(place) != 0;
    }

    private static ColumnVector texts(ColumnVector column, TextMemo memo, int rows) {
        TextMemo.Texts texts = memo.open(column);
        OnHeapColumnVector copy = new OnHeapColumnVector(rows, column.dataType());
        for (int row = 0; row < rows; row++) {
            if (texts.isNull(row) || isOut(texts, row)) {
                copy.putNull(row);
            } else {
                copy.putByteArray(row, column.getUTF8String(row).getBytes());
            }
        }
        return copy;
    }

    /** Without the elements that are out; null where there are no others. */
    private static ColumnVector arrays(ColumnVector column, TextMemo memo, int rows) {
        TextMemo.Texts texts = memo.open(column);
        OnHeapColumnVector copy = new OnHeapColumnVector(rows, column.dataType());
        for (int row = 0; row < rows; row++) {
            if (texts.isNull(row)) {
                copy.putNull(row);
                continue;
            }
            int[] left = IntStream.range(texts.first(row), texts.end(row))
                    .filter(place -> !isOut(texts, place))
                    .toArray();
            if (left.length == 0 && texts.first(row) < texts.end(row)) {
                copy.putNull(row);
                continue;
            }
            int first = copy.arrayData().getElementsAppended();
            Arrays.stream(left).forEach(place -> append(copy.arrayData(), texts, place));
            copy.putArray(row, first, left.length);
        }
        return copy;
    }

    private static void append(
            org.apache.spark.sql.execution.vectorized.WritableColumnVector to, TextMemo.Texts texts, int place) {
        if (texts.isTextNull(place)) {
            to.appendNull();
        } else {
            byte[] bytes = texts.text(place).getBytes();
            to.appendByteArray(bytes, 0, bytes.length);
        }
    }
}
