package org.computetrends.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of a published table.
 *
 * @param heading the table's name and columns
 * @param values what the row has, by column: text, numbers, truth values, dates, lists of text. A column that is null is
 *     absent
 */
public record PublishedRow(PublishedTable.Heading heading, Map<String, Object> values) {

    public PublishedRow {
        values = Map.copyOf(values);
    }

    /** A column's value, or null. */
    public @Nullable Object value(String column) {
        if (!heading.columns().contains(column)) {
            throw new IllegalArgumentException("table " + heading.name() + " has no column " + column);
        }
        return values.get(column);
    }

    /** Whether the row has a value of a column. */
    public boolean has(String column) {
        return value(column) != null;
    }

    /** A column's text, or null. */
    public @Nullable String text(String column) {
        Object value = value(column);
        return value == null ? null : value.toString();
    }

    /** A column's text where it cannot lack. */
    public String requireText(String column) {
        return Objects.requireNonNull(text(column), () -> missing(column));
    }

    /** A column's number, or null. */
    public @Nullable Double number(String column) {
        return value(column) instanceof Number number ? (Double) number.doubleValue() : null;
    }

    /** A column's number where it cannot lack. */
    public double requireNumber(String column) {
        return Objects.requireNonNull(number(column), () -> missing(column));
    }

    /** A column's date, or null. */
    public @Nullable LocalDate date(String column) {
        return value(column) instanceof LocalDate date ? date : null;
    }

    /** A column's date where it cannot lack. */
    public LocalDate requireDate(String column) {
        return Objects.requireNonNull(date(column), () -> missing(column));
    }

    /** Whether a column is true. */
    public boolean isTrue(String column) {
        return Boolean.TRUE.equals(value(column));
    }

    /** A column's list of text; empty where it is null. */
    public List<String> texts(String column) {
        return value(column) instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }

    /** Where the row is found: the table's name and the key, such as {@code crossings?metric=parameters&...}. */
    public String address() {
        return heading.name()
                + heading.key().stream()
                        .map(column -> column + "=" + text(column))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** Where the row is found, beside another row of the table: the key's columns in which they differ. */
    public String addressFrom(PublishedRow other) {
        return heading.key().stream()
                .filter(column -> !Objects.equals(text(column), other.text(column)))
                .map(column -> column + "=" + text(column))
                .collect(Collectors.joining("&"));
    }

    private String missing(String column) {
        return "table " + heading.name() + ", column " + column + ": no value in " + values;
    }
}
