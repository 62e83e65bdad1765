package org.computetrends.domain;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of a published table.
 *
 * @param heading the table's name and columns
 * @param values values by column: text, numbers, booleans, dates, lists of text. Null columns are absent
 */
public record PublishedRow(PublishedTable.Heading heading, Map<String, Object> values) implements PublishedCells {

    public PublishedRow {
        values = Map.copyOf(values);
    }

    @Override
    public @Nullable Object value(String column) {
        if (!heading.columns().contains(column)) {
            throw new IllegalArgumentException("table " + heading.name() + " has no column " + column);
        }
        return values.get(column);
    }

    @Override
    public PublishedRow row() {
        return this;
    }

    /** The row's address: the table's name and the key, such as {@code crossings?metric=parameters&...}. */
    public String address() {
        return heading.name()
                + heading.key().stream()
                        .map(column -> column + "=" + text(column))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** The row's address relative to another row of the table: the key columns that differ. */
    public String addressFrom(PublishedRow other) {
        return heading.key().stream()
                .filter(column -> !Objects.equals(text(column), other.text(column)))
                .map(column -> column + "=" + text(column))
                .collect(Collectors.joining("&"));
    }
}
