package org.computetrends.domain;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of a published table. Values are text, numbers, booleans, dates and lists of text; nulls are absent. */
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
        return heading.key().stream()
                .map(column -> column + "=" + text(column))
                .collect(Collectors.joining("&", heading.name() + "?", ""));
    }

    /** The part of the address that differs from another row of the table, such as {@code era=all-time}. */
    public String addressFrom(PublishedRow other) {
        return heading.key().stream()
                .filter(column -> !Objects.equals(text(column), other.text(column)))
                .map(column -> column + "=" + text(column))
                .collect(Collectors.joining("&"));
    }
}
