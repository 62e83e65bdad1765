package org.computetrends.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Typed access to the cells of a row of a published table: text, numbers, booleans, dates, lists of text. */
public interface PublishedCells {

    /** The table's name and columns. */
    PublishedTable.Heading heading();

    /**
     * The value of a column; null where the row has none.
     *
     * @throws IllegalArgumentException if the table has no such column
     */
    @Nullable
    Object value(String column);

    /** A copy of the row, if this object is reused for other rows. */
    PublishedRow row();

    /** Whether a column's value is not null. */
    default boolean has(String column) {
        return value(column) != null;
    }

    /** A column's value as text; null where the row has none. */
    default @Nullable String text(String column) {
        Object value = value(column);
        return value == null ? null : value.toString();
    }

    /** A column's text, which must not be null. */
    default String requireText(String column) {
        return Objects.requireNonNull(text(column), () -> missing(column));
    }

    /** A column's number; null where the row has none, or the value is not a number. */
    default @Nullable Double number(String column) {
        return value(column) instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
    }

    /** A column's number, which must not be null. */
    default double requireNumber(String column) {
        return Objects.requireNonNull(number(column), () -> missing(column));
    }

    /** A column's date; null where the row has none, or the value is not a date. */
    default @Nullable LocalDate date(String column) {
        return value(column) instanceof LocalDate date ? date : null;
    }

    /** A column's date, which must not be null. */
    default LocalDate requireDate(String column) {
        return Objects.requireNonNull(date(column), () -> missing(column));
    }

    default boolean isTrue(String column) {
        return Boolean.TRUE.equals(value(column));
    }

    /** A column's list of text; empty where the row has no list. */
    default List<String> texts(String column) {
        return value(column) instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }

    private String missing(String column) {
        return "table " + heading().name() + ", column " + column + ": no value in " + row().values();
    }
}
