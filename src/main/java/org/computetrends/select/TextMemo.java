package org.computetrends.select;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.sql.Dictionaries;
import org.jspecify.annotations.Nullable;

/**
 * Reads columns of repeated texts, or of arrays of texts, and caches what is computed of a text: its meaning.
 *
 * <p>The cache has two levels: by the text's number in the Parquet dictionary, so that most texts are not read; and by
 * text, for another dictionary with the same texts. Not thread-safe.
 */
final class TextMemo {
    /** The most texts in the cache by text. */
    private static final int MOST_REMEMBERED = 100_000;

    private final Meaning meaning;
    private final int mostRemembered;
    private final Map<UTF8String, Long> byText = new HashMap<>();

    /** By a text's number in a dictionary: its meaning, and in {@link #dictionaryOf} the dictionary it was computed for. */
    private long[] byNumber = {};

    private int[] dictionaryOf = {};
    private Optional<Object> dictionary = Optional.empty();

    /** The number of the current dictionary. */
    private int dictionaryIndex;

    /** Computes the meaning of a text: a number that depends on the text only. */
    @FunctionalInterface
    interface Meaning {
        /** Computes the meaning. The text is valid during the call only; copy it to keep it. */
        long of(UTF8String text);
    }

    private TextMemo(Meaning meaning, int mostRemembered) {
        this.meaning = meaning;
        this.mostRemembered = mostRemembered;
    }

    /** A memo with both caches, for a meaning that costs more than a lookup in a hash map. */
    static TextMemo of(Meaning meaning) {
        return new TextMemo(meaning, MOST_REMEMBERED);
    }

    /** A memo with the cache by dictionary only, for a cheap meaning or for texts that are rarely repeated. */
    static TextMemo ofDictionary(Meaning meaning) {
        return new TextMemo(meaning, 0);
    }

    /** The texts of a batch's column, valid until the next call. */
    Texts open(ColumnVector column) {
        Texts texts = new Texts(column);
        Optional<Object> nextDictionary = texts.dictionary();
        // Without a known dictionary, the numbers of texts are valid for this batch only.
        if (nextDictionary.isEmpty() || dictionary.isEmpty() || nextDictionary.get() != dictionary.get()) {
            dictionaryIndex++;
            dictionary = nextDictionary;
        }
        return texts;
    }

    private long remembered(UTF8String text) {
        if (mostRemembered == 0) {
            return meaning.of(text);
        }
        Long cachedMeaning = byText.get(text);
        if (cachedMeaning == null) {
            if (byText.size() >= mostRemembered) {
                byText.clear();
            }
            cachedMeaning = meaning.of(text);
            byText.put(text.clone(), cachedMeaning);
        }
        return cachedMeaning;
    }

    private void put(int number, long meaningOfText) {
        if (number >= byNumber.length) {
            int length = Math.max(64, 2 * (number + 1));
            dictionaryOf = Arrays.copyOf(dictionaryOf, length);
            byNumber = Arrays.copyOf(byNumber, length);
        }
        dictionaryOf[number] = dictionaryIndex;
        byNumber[number] = meaningOfText;
    }

    /** The texts of one column. A text has an index in the column; a row of an array column has a range of indices. */
    final class Texts {
        private final ColumnVector column;
        private final @Nullable WritableColumnVector arrays;
        private final ColumnVector texts;
        private final @Nullable WritableColumnVector ids;

        private Texts(ColumnVector column) {
            this.column = column;
            // A missing column is of another class and has no arrays.
            this.arrays = column.dataType() instanceof ArrayType && column instanceof WritableColumnVector writable
                    ? writable
                    : null;
            this.texts = arrays == null ? column : arrays.getChild(0);
            this.ids = texts instanceof WritableColumnVector writable && writable.hasDictionary()
                    ? writable.getDictionaryIds()
                    : null;
        }

        private Optional<Object> dictionary() {
            return ids != null && texts instanceof WritableColumnVector encoded
                    ? Dictionaries.of(encoded)
                    : Optional.empty();
        }

        boolean isNull(int row) {
            return column.isNullAt(row);
        }

        /** The index of a row's first text; the row must not be null. */
        int first(int row) {
            return arrays == null ? row : arrays.getArrayOffset(row);
        }

        /** The index after a row's last text. */
        int end(int row) {
            return arrays == null ? row + 1 : arrays.getArrayOffset(row) + arrays.getArrayLength(row);
        }

        /** The index of a row's first text; negative if the row is null, has no text, or its first text is null. */
        int firstOrNone(int row) {
            if (isNull(row)) {
                return -1;
            }
            int first = first(row);
            return end(row) > first && !isTextNull(first) ? first : -1;
        }

        boolean isTextNull(int index) {
            return texts.isNullAt(index);
        }

        /** The meaning of the text at an index, which must not be null. */
        long meaning(int index) {
            if (ids == null) {
                return remembered(texts.getUTF8String(index));
            }
            int number = ids.getDictId(index);
            if (number >= byNumber.length || dictionaryOf[number] != dictionaryIndex) {
                put(number, remembered(texts.getUTF8String(index)));
            }
            return byNumber[number];
        }

        UTF8String text(int index) {
            return texts.getUTF8String(index);
        }
    }
}
