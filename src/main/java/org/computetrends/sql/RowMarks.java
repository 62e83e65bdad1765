package org.computetrends.sql;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What comparing rows found: which rows are copies of others, and which releases share their name with an earlier one. A row
 * is known by its file and its index there, which are the same in every pass. Rows of which there is nothing to say, which
 * are most, take no memory; others take 20 bytes each.
 */
public final class RowMarks implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Nothing to say of any row. */
    public static final RowMarks NONE = new RowMarks(Map.of());

    /** Of a release whose name no other has, or that is the first of its name. */
    public static final int FIRST = 1;

    /** Of a row that is a copy of one that is kept. */
    public static final int COPY = 0;

    /** Between a name and its number in an id. */
    public static final String BEFORE_NUMBER = "#";

    private static final long NOWHERE = Long.MIN_VALUE;

    private final Map<String, OfFile> files;

    private RowMarks(Map<String, OfFile> files) {
        this.files = files;
    }

    /**
     * What is known of a row.
     *
     * @param file its file's path
     * @param index its index in the file, from 0
     * @param number {@link #COPY}, or from 2 on the release's number among those of its name
     * @param keptRow of a copy, the row of the published file that is kept in its place; null where that is not known
     */
    public record Mark(
            String file, long index, int number, @Nullable Long keptRow) {}

    /** Marks in any order. */
    public static RowMarks of(List<Mark> marks) {
        Map<String, List<Mark>> byFile = new TreeMap<>();
        for (Mark mark : marks) {
            byFile.computeIfAbsent(mark.file(), file -> new ArrayList<>()).add(mark);
        }
        Map<String, OfFile> files = new HashMap<>();
        byFile.forEach((file, ofFile) -> files.put(file, OfFile.of(ofFile)));
        return new RowMarks(files);
    }

    /** Whether there is nothing to say of any row. */
    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** The marks of a file's rows. */
    public OfFile of(String file) {
        return files.getOrDefault(file, OfFile.NONE);
    }

    /** The marks of a file's rows, in the order of rows. */
    public static final class OfFile implements Serializable {
        private static final long serialVersionUID = 1L;
        private static final OfFile NONE = of(List.of());

        private final long[] rows;
        private final int[] numbers;
        private final long[] keptRows;

        private OfFile(long[] rows, int[] numbers, long[] keptRows) {
            this.rows = rows;
            this.numbers = numbers;
            this.keptRows = keptRows;
        }

        private static OfFile of(List<Mark> marks) {
            List<Mark> inOrder =
                    marks.stream().sorted(Comparator.comparingLong(Mark::index)).toList();
            return new OfFile(
                    inOrder.stream().mapToLong(Mark::index).toArray(),
                    inOrder.stream().mapToInt(Mark::number).toArray(),
                    inOrder.stream()
                            .map(Mark::keptRow)
                            .mapToLong(row -> row == null ? NOWHERE : row)
                            .toArray());
        }

        /** The first row from an index on of which there is something to say; after all rows where there is none. */
        public long nextMarked(long index) {
            int at = Arrays.binarySearch(rows, index);
            int next = at < 0 ? -at - 1 : at;
            return next < rows.length ? rows[next] : Long.MAX_VALUE;
        }

        /** {@link #COPY}, or a release's number among those of its name. */
        public int number(long index) {
            int at = Arrays.binarySearch(rows, index);
            return at < 0 ? FIRST : numbers[at];
        }

        /** The row of the published file that is kept in place of a copy; null where that is not known. */
        public @Nullable Long keptRow(long index) {
            int at = Arrays.binarySearch(rows, index);
            return at < 0 || keptRows[at] == NOWHERE ? null : (Long) keptRows[at];
        }
    }
}
