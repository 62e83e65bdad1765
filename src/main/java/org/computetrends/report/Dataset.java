package org.computetrends.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.computetrends.domain.PublishedRow;
import org.jspecify.annotations.Nullable;

/**
 * The data of a chart, which readers can also download as CSV.
 *
 * @param name its name within the page
 * @param from the published table that its columns come from, or null if they are computed
 * @param rows its rows: text, numbers, truth values, dates or null
 */
record Dataset(
        String name,
        @Nullable String from,
        List<String> columns,
        List<? extends List<? extends @Nullable Object>> rows) {

    Dataset {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * Columns of published rows, unchanged.
     *
     * @param columns column names; each text may have several, separated by a comma and a space
     */
    static Dataset of(String name, Rows rows, String... columns) {
        return titled(name, rows, "", row -> "", columns);
    }

    /**
     * Columns of published rows, with a column of display names.
     *
     * @param title the column of display names. It is last if {@code columns} does not contain it
     * @param words the display name of a row
     */
    static Dataset titled(
            String name, Rows rows, String title, Function<PublishedRow, String> words, String... columns) {
        List<String> allColumns =
                new ArrayList<>(List.of(String.join(", ", columns).split(", ", -1)));
        if (!title.isEmpty() && !allColumns.contains(title)) {
            allColumns.add(title);
        }
        return new Dataset(
                name,
                rows.first().map(row -> row.heading().name()).orElse(null),
                allColumns,
                rows.stream()
                        .map(row -> allColumns.stream()
                                .<@Nullable Object>map(
                                        column -> column.equals(title) ? words.apply(row) : row.value(column))
                                .toList())
                        .toList());
    }

    /** The Vega type of each column, by its first value. */
    Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            int index = column;
            Object sample = rows.stream()
                    .<@Nullable Object>map(row -> row.get(index))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("");
            types.put(columns.get(column), type(sample));
        }
        return types;
    }

    private static String type(Object value) {
        if (value instanceof Number) {
            return "number";
        }
        if (value instanceof LocalDate) {
            return "date";
        }
        return value instanceof Boolean ? "boolean" : "string";
    }

    String csv() {
        return Csv.of(columns, rows);
    }
}
