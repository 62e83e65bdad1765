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
import org.jspecify.annotations.Nullable;

/**
 * Takes texts that stand for nothing out of batches, so that whoever reads these finds nothing there. Few batches have any, and
 * only columns of these are copied. For one thread.
 */
final class BlankTexts {
    /** By column, what a text means: 1 where it is blank, and 0 otherwise. Null for a column that holds no texts. */
    private final @Nullable TextMemo[] blank;

    BlankTexts(ReleaseColumns columns, Blanks blanks) {
        List<String> names = columns.names();
        this.blank = names.stream()
                .map(name -> isOfTexts(name) ? memo(name, blanks) : null)
                .toArray(TextMemo[]::new);
    }

    private static boolean isOfTexts(String name) {
        return CanonicalRelease.column(name)
                .filter(column -> column.type().equals(DataTypes.StringType) || column.type() instanceof ArrayType)
                .isPresent();
    }

    private static TextMemo memo(String name, Blanks blanks) {
        boolean isName = CanonicalRelease.NAMES.contains(name);
        int longest = blanks.longestBytes();
        TextMemo.Meaning meaning = text -> isPlain(text, longest)
                        || !(isName ? blanks.isBlankName(text.toString()) : blanks.isBlank(text.toString()))
                ? 0
                : 1;
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

    /** A batch with null for texts that are blank; the same where none are. */
    ColumnarBatch without(ColumnarBatch batch) {
        int rows = batch.numRows();
        ColumnVector[] columns =
                IntStream.range(0, batch.numCols()).mapToObj(batch::column).toArray(ColumnVector[]::new);
        boolean isAnyBlank = false;
        for (int i = 0; i < blank.length; i++) {
            TextMemo memo = blank[i];
            if (memo != null && isAnyBlank(memo.open(columns[i]), rows)) {
                columns[i] = columns[i].dataType() instanceof ArrayType
                        ? arrays(columns[i], memo, rows)
                        : texts(columns[i], memo, rows);
                isAnyBlank = true;
            }
        }
        return isAnyBlank ? new ColumnarBatch(columns, rows) : batch;
    }

    private static boolean isAnyBlank(TextMemo.Texts texts, int rows) {
        for (int row = 0; row < rows; row++) {
            if (!texts.isNull(row)) {
                int end = texts.end(row);
                for (int place = texts.first(row); place < end; place++) {
                    if (isBlank(texts, place)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isBlank(TextMemo.Texts texts, int place) {
        return !texts.isTextNull(place) && texts.meaning(place) != 0;
    }

    private static ColumnVector texts(ColumnVector column, TextMemo memo, int rows) {
        TextMemo.Texts texts = memo.open(column);
        OnHeapColumnVector copy = new OnHeapColumnVector(rows, column.dataType());
        for (int row = 0; row < rows; row++) {
            if (texts.isNull(row) || isBlank(texts, row)) {
                copy.putNull(row);
            } else {
                copy.putByteArray(row, column.getUTF8String(row).getBytes());
            }
        }
        return copy;
    }

    /** Without the elements that are blank; null where no others are. */
    private static ColumnVector arrays(ColumnVector column, TextMemo memo, int rows) {
        TextMemo.Texts texts = memo.open(column);
        OnHeapColumnVector copy = new OnHeapColumnVector(rows, column.dataType());
        for (int row = 0; row < rows; row++) {
            if (texts.isNull(row)) {
                copy.putNull(row);
                continue;
            }
            int[] left = IntStream.range(texts.first(row), texts.end(row))
                    .filter(place -> !isBlank(texts, place))
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
