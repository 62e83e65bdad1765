package org.computetrends.sql;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Marks of the rows that share a name, except the first row of each name by date and organizations. A row is either
 * marked as a duplicate, or marked with the number that its release has in its id.
 *
 * <p>A row is identified by its file and its index in the file, which are the same in every pass over the data. Most
 * rows have no mark and take no memory; a mark takes 20 bytes.
 */
public final class RowMarks implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final RowMarks NONE = new RowMarks(Map.of());

    /** The number of a row without a mark: its release is the only or the earliest one of its name. */
    public static final int FIRST = 1;

    /** The number of a row that is rejected because it duplicates another row. */
    public static final int DUPLICATE = 0;

    /** Separates the name from the number in an id, as in {@code bert#2}. */
    public static final String ID_NUMBER_SEPARATOR = "#";

    private static final long UNKNOWN_ROW = Long.MIN_VALUE;

    private final Map<String, OfFile> files;

    private RowMarks(Map<String, OfFile> files) {
        this.files = files;
    }

    /**
     * The mark of one row.
     *
     * @param file the path of the row's file
     * @param index the row's index in the file, from 0
     * @param number {@link #DUPLICATE}, or the release's number, from 2, among the releases of its name
     * @param keptRow for a duplicate: the row number, in the published file, of the row that is kept; null if unknown
     */
    public record Mark(
            String file, long index, int number, @Nullable Long keptRow) {}

    /** The marks of rows, given in any order. */
    public static RowMarks of(List<Mark> marks) {
        return new RowMarks(marks.stream()
                .collect(Collectors.groupingBy(
                        Mark::file, HashMap::new, Collectors.collectingAndThen(Collectors.toList(), OfFile::of))));
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** The marks of the rows of a file, by its path. */
    public OfFile ofFile(String file) {
        return files.getOrDefault(file, OfFile.NONE);
    }

    /** The marks of the rows of a file, sorted by index for binary search. */
    public static final class OfFile implements Serializable {
        private static final long serialVersionUID = 1L;
        private static final OfFile NONE = of(List.of());

        /** The indices of marked rows, ascending. The other arrays have the same order. */
        private final long[] rows;

        private final int[] numbers;
        private final long[] keptRows;

        private OfFile(long[] rows, int[] numbers, long[] keptRows) {
            this.rows = rows;
            this.numbers = numbers;
            this.keptRows = keptRows;
        }

        private static OfFile of(List<Mark> marks) {
            List<Mark> byIndex =
                    marks.stream().sorted(Comparator.comparingLong(Mark::index)).toList();
            return new OfFile(
                    byIndex.stream().mapToLong(Mark::index).toArray(),
                    byIndex.stream().mapToInt(Mark::number).toArray(),
                    byIndex.stream()
                            .map(Mark::keptRow)
                            .mapToLong(row -> row == null ? UNKNOWN_ROW : row)
                            .toArray());
        }

        /** The index of the first marked row at or after an index; {@link Long#MAX_VALUE} if there is none. */
        public long nextMarked(long index) {
            int position = Arrays.binarySearch(rows, index);
            int nextPosition = position < 0 ? -position - 1 : position;
            return nextPosition < rows.length ? rows[nextPosition] : Long.MAX_VALUE;
        }

        /** The number of a row: {@link #DUPLICATE}, or its release's number among the releases of its name, from 1. */
        public int number(long index) {
            int position = Arrays.binarySearch(rows, index);
            return position < 0 ? FIRST : numbers[position];
        }

        /**
         * The row number, in the published file, of the row that is kept instead of a duplicate. Null if the number is
         * unknown or the row at the index is not a duplicate.
         */
        public @Nullable Long keptRow(long index) {
            int position = Arrays.binarySearch(rows, index);
            return position < 0 || keptRows[position] == UNKNOWN_ROW ? null : (Long) keptRows[position];
        }
    }
}
