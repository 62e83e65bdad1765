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
 * The data of a chart. The chart's link downloads the same text.
 *
 * @param name its name within the page
 * @param from the published table whose columns it has, or null if they are computed from several
 * @param columns its columns
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
     * Columns of published rows, as they are.
     *
     * @param columns their names with commas between them
     */
    static Dataset of(String name, Rows rows, String... columns) {
        return titled(name, rows, "", row -> "", columns);
    }

    /** Columns of published rows, and among them or last another that says in words what a row is of. */
    static Dataset titled(
            String name, Rows rows, String title, Function<PublishedRow, String> words, String... columns) {
        List<String> all = new ArrayList<>(List.of(String.join(", ", columns).split(", ", -1)));
        if (!title.isEmpty() && !all.contains(title)) {
            all.add(title);
        }
        return new Dataset(
                name,
                rows.first().map(row -> row.heading().name()).orElse(null),
                all,
                rows.stream()
                        .map(row -> all.stream()
                                .<@Nullable Object>map(
                                        column -> column.equals(title) ? words.apply(row) : row.value(column))
                                .toList())
                        .toList());
    }

    /** The type of each column, in Vega's terms. */
    Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            int place = column;
            Object sample = rows.stream()
                    .<@Nullable Object>map(row -> row.get(place))
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
