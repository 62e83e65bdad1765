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
 * @param table the published table of which each row shows a row, possibly with columns from elsewhere; null if there
 *     is none
 * @param rows the values of each row in the order of {@code columns}: text, numbers, booleans, dates or null
 */
record Dataset(
        String name,
        @Nullable String table,
        List<String> columns,
        List<? extends List<? extends @Nullable Object>> rows) {

    /**
     * Columns of published rows, unchanged.
     *
     * @param columns names of columns; each argument may have several, separated by a comma and a space
     */
    static Dataset of(String name, Rows rows, String... columns) {
        return withDisplayNames(name, rows, "", row -> "", columns);
    }

    /**
     * Columns of published rows, with a column of display names.
     *
     * @param displayColumn the column of display names. It is last if {@code columns} does not contain it.
     *     Empty for none
     * @param displayName the display name of a row
     * @param columns as for {@link #of}
     */
    static Dataset withDisplayNames(
            String name,
            Rows rows,
            String displayColumn,
            Function<PublishedRow, String> displayName,
            String... columns) {
        List<String> allColumns =
                new ArrayList<>(List.of(String.join(", ", columns).split(", ", -1)));
        if (!displayColumn.isEmpty() && !allColumns.contains(displayColumn)) {
            allColumns.add(displayColumn);
        }
        return new Dataset(
                name,
                rows.first().map(row -> row.heading().name()).orElse(null),
                allColumns,
                rows.stream()
                        .map(row -> allColumns.stream()
                                .<@Nullable Object>map(column ->
                                        column.equals(displayColumn) ? displayName.apply(row) : row.value(column))
                                .toList())
                        .toList());
    }

    /** The Vega type of each column, from the column's first value that is not null; string if all are null. */
    Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            int index = column;
            Object firstValue = rows.stream()
                    .<@Nullable Object>map(row -> row.get(index))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("");
            types.put(columns.get(column), type(firstValue));
        }
        return types;
    }

    private static String type(Object value) {
        return value instanceof Number
                ? "number"
                : value instanceof LocalDate ? "date" : value instanceof Boolean ? "boolean" : "string";
    }

    String csv() {
        return Csv.write(columns, rows);
    }
}
