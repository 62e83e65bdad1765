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
 * Computes a number, the code, for each text of a column of texts or of arrays of texts. Texts repeat, so codes are
 * cached.
 *
 * <p>There are two caches. The cache by the text's number in the Parquet dictionary saves reading most texts. The cache
 * by text serves when the next dictionary has the same texts. Not thread-safe.
 */
final class TextCodes {
    /** The most texts in the cache by text. */
    private static final int MOST_CACHED_TEXTS = 100_000;

    private final Coding coding;
    private final int mostCachedTexts;
    private final Map<UTF8String, Long> codeByText = new HashMap<>();

    /** By a text's number in a dictionary: its code. Valid if {@link #dictionaryByNumber} is the current dictionary. */
    private long[] codeByNumber = {};

    /** By a text's number: the {@link #dictionaryNumber} at the time when its code was computed. */
    private int[] dictionaryByNumber = {};

    /** The current dictionary; null if it is unknown. */
    private @Nullable Object dictionary;

    /** The number of the current dictionary. Dictionaries are numbered in the order in which they are opened. */
    private int dictionaryNumber;

    @FunctionalInterface
    interface Coding {
        /** The code of a text: always the same for a text, because it is cached. Copy the text to keep it. */
        long code(UTF8String text);
    }

    private TextCodes(Coding coding, int mostCachedTexts) {
        this.coding = coding;
        this.mostCachedTexts = mostCachedTexts;
    }

    /** Codes with both caches, for a coding that costs more than a lookup in a hash map. */
    static TextCodes cached(Coding coding) {
        return new TextCodes(coding, MOST_CACHED_TEXTS);
    }

    /** Codes with the cache by dictionary only, for a cheap coding or for texts that are rarely repeated. */
    static TextCodes cachedByDictionary(Coding coding) {
        return new TextCodes(coding, 0);
    }

    /** The texts of a batch's column, valid until the next column is opened. */
    Texts open(ColumnVector column) {
        Texts texts = new Texts(column);
        Optional<Object> nextDictionary =
                texts.texts instanceof WritableColumnVector encoded ? Dictionaries.of(encoded) : Optional.empty();
        // An unknown dictionary counts as new, so codes by its numbers are used for this batch only.
        if (nextDictionary.isEmpty() || nextDictionary.get() != dictionary) {
            dictionaryNumber++;
            dictionary = nextDictionary.orElse(null);
        }
        return texts;
    }

    private long codeOf(UTF8String text) {
        if (mostCachedTexts == 0) {
            return coding.code(text);
        }
        Long cachedCode = codeByText.get(text);
        if (cachedCode == null) {
            if (codeByText.size() >= mostCachedTexts) {
                codeByText.clear();
            }
            cachedCode = coding.code(text);
            codeByText.put(text.clone(), cachedCode);
        }
        return cachedCode;
    }

    private void put(int number, long code) {
        if (number >= codeByNumber.length) {
            int length = Math.max(64, 2 * (number + 1));
            dictionaryByNumber = Arrays.copyOf(dictionaryByNumber, length);
            codeByNumber = Arrays.copyOf(codeByNumber, length);
        }
        dictionaryByNumber[number] = dictionaryNumber;
        codeByNumber[number] = code;
    }

    /** The texts of one column. A text has an index in the column; a row of an array column has a range of indices. */
    final class Texts {
        private final ColumnVector column;

        /** The column if it is of arrays and was read; otherwise null. */
        private final @Nullable WritableColumnVector arrays;

        private final ColumnVector texts;

        /** By index of a text: its number in the dictionary. Null if there is no dictionary. */
        private final @Nullable WritableColumnVector ids;

        private Texts(ColumnVector column) {
            this.column = column;
            // A column that the scan does not read is a constant null, which is not writable and has no arrays.
            this.arrays = column.dataType() instanceof ArrayType && column instanceof WritableColumnVector writable
                    ? writable
                    : null;
            this.texts = arrays == null ? column : arrays.getChild(0);
            this.ids = texts instanceof WritableColumnVector writable && writable.hasDictionary()
                    ? writable.getDictionaryIds()
                    : null;
        }

        boolean isNull(int row) {
            return column.isNullAt(row);
        }

        /** The index of a row's first text. */
        int firstIndex(int row) {
            return arrays == null ? row : arrays.getArrayOffset(row);
        }

        /** The index after a row's last text; equals {@link #firstIndex} if the row is null or has no text. */
        int endIndex(int row) {
            int length = isNull(row) ? 0 : arrays == null ? 1 : arrays.getArrayLength(row);
            return firstIndex(row) + length;
        }

        /** The index of a row's first text; negative if the row is null, has no text, or its first text is null. */
        int firstIndexOrNone(int row) {
            int first = firstIndex(row);
            return endIndex(row) > first && !isTextNull(first) ? first : -1;
        }

        boolean isTextNull(int index) {
            return texts.isNullAt(index);
        }

        /** The code of the text at an index. The text must not be null. */
        long code(int index) {
            if (ids == null) {
                return codeOf(texts.getUTF8String(index));
            }
            int number = ids.getDictId(index);
            if (number >= codeByNumber.length || dictionaryByNumber[number] != dictionaryNumber) {
                put(number, codeOf(texts.getUTF8String(index)));
            }
            return codeByNumber[number];
        }

        UTF8String text(int index) {
            return texts.getUTF8String(index);
        }
    }
}
