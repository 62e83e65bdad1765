package org.computetrends.report;

import static j2html.TagCreator.data;
import static j2html.TagCreator.span;

import j2html.tags.DomContent;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;

/**
 * Numbers and dates of the page. Each is in an element that also has the full value and where it comes from, so that
 * a reader of the page, or a test, can hold it to the tables: {@code data-from} is the table, the row's key and the
 * column, such as {@code trends?metric=...&cohort=...#n}, or {@code count:claims?assessment_newest=compatible}. A table's
 * {@code data-of} is the address of its first row, a row's {@code data-of} the key's columns in which it differs from that, and
 * {@code data-from} there has only those in which the value's row differs from the table's row: {@code #n}, or
 * {@code before=2028-01-01#probability}. Where a column of the table quotes one published column, {@code data-from} and
 * {@code data-style} are its heading's.
 */
final class Quote {

    private Quote() {}

    /** A row's value of a column; a dash where it has none. */
    static DomContent of(PublishedRow row, String column, NumberStyle style) {
        return of(row, column, style, row.address());
    }

    private static DomContent of(PublishedRow row, String column, NumberStyle style, String address) {
        Object value = row.value(column);
        return value == null ? none() : element(style.text(value), value, address + "#" + column, style);
    }

    private static DomContent none() {
        return span("–").withClass("none").attr("title", "no value");
    }

    /** A row's value under the heading of its table column. */
    static DomContent inColumn(PublishedRow row, String column, NumberStyle style) {
        Object value = row.value(column);
        return value == null ? none() : data(style.text(value)).attr("value", value.toString());
    }

    /** A row's value of a column, in a table's row that is of another row of the same table, or of the same. */
    static DomContent within(PublishedRow of, PublishedRow row, String column, NumberStyle style) {
        return of(row, column, style, row.addressFrom(of));
    }

    /** A value of a row that may not be there. */
    static DomContent of(Optional<PublishedRow> row, String column, NumberStyle style) {
        return row.map(found -> of(found, column, style)).orElse(none());
    }

    /** How many rows of a table have a text in a column. */
    static DomContent count(ReportInput input, String table, String column, String text) {
        int count = input.rows(table).where(column, text).size();
        return element(
                NumberStyle.COUNT.text(count), count, "count:" + table + "?" + column + "=" + text, NumberStyle.COUNT);
    }

    /** How many rows a table has. */
    static DomContent count(ReportInput input, String table) {
        long count = input.rowsPublished(table);
        return element(NumberStyle.COUNT.text(count), count, "count:" + table, NumberStyle.COUNT);
    }

    /** A count of the manifest. */
    static DomContent manifest(String key, long count) {
        return element(NumberStyle.COUNT.text(count), count, "manifest:" + key, NumberStyle.COUNT);
    }

    private static DomContent element(String text, Object value, String from, NumberStyle style) {
        return data(text)
                .attr("value", value.toString())
                .attr("data-from", from)
                .attr("data-style", style.name());
    }
}
