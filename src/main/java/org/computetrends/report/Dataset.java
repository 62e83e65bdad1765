package org.computetrends.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.computetrends.domain.PublishedRow;
import org.jspecify.annotations.Nullable;

/**
 * What a chart draws, and what its link downloads: the same text.
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

    /** Columns of published rows, as they are. */
    static Dataset of(String name, Rows rows, String... columns) {
        return new Dataset(
                name,
                rows.first().map(row -> row.heading().name()).orElse(null),
                List.of(columns),
                rows.stream().map(row -> values(row, columns)).toList());
    }

    /** Columns of published rows, and another that says in words what a row is of. */
    static Dataset titled(
            String name, Rows rows, String title, Function<PublishedRow, String> words, String... columns) {
        Dataset plain = of(name, rows, columns);
        List<List<@Nullable Object>> titled = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<@Nullable Object> row = new ArrayList<>(plain.rows().get(i));
            row.add(words.apply(rows.all().get(i)));
            titled.add(row);
        }
        return new Dataset(
                name,
                plain.from(),
                Stream.concat(Stream.of(columns), Stream.of(title)).toList(),
                titled);
    }

    private static List<@Nullable Object> values(PublishedRow row, String... columns) {
        List<@Nullable Object> values = new ArrayList<>();
        for (String column : columns) {
            values.add(row.value(column));
        }
        return values;
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
