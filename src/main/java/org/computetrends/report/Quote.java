package org.computetrends.report;

import static j2html.TagCreator.data;
import static j2html.TagCreator.span;

import j2html.tags.DomContent;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;

/**
 * Writes a number or date of a published table as an HTML element that has the unrounded value and its address, so that
 * readers and tests can compare the page with the tables.
 *
 * <p>The attribute {@code data-from} is the address: the table, the row's key and the column, such as {@code
 * trends?metric=...&cohort=...#n}. A count has an address such as {@code count:claims?assessment_newest=compatible}.
 *
 * <p>Addresses inside an HTML table ({@link QuotedTable}) are relative. The attribute {@code data-of} of the table is the address
 * of its first row. The attribute {@code data-of} of a row has only the key columns that differ from the first row's. In a cell,
 * {@code data-from} has only the key columns that differ from the row's: {@code #n}, or {@code before=2028-01-01#probability}. If
 * all cells below a heading quote the same published column, the heading has {@code data-from} and {@code data-style} for them.
 */
final class Quote {

    private Quote() {}

    /** A row's value of a column; a dash if it has none. */
    static DomContent of(PublishedRow row, String column, NumberStyle style) {
        return of(row, column, style, row.address());
    }

    private static DomContent of(PublishedRow row, String column, NumberStyle style, String address) {
        Object value = row.value(column);
        return value == null ? dash() : element(style.text(value), value, address + "#" + column, style);
    }

    private static DomContent dash() {
        return span("–").withClass("none").attr("title", "no value");
    }

    /** A row's value in a table whose heading has the address of the column. */
    static DomContent inColumn(PublishedRow row, String column, NumberStyle style) {
        Object value = row.value(column);
        return value == null ? dash() : data(style.text(value)).attr("value", value.toString());
    }

    /**
     * A row's value of a column, with an address relative to the row of an HTML table.
     *
     * @param htmlRow the published row that the HTML table's row shows
     * @param row the published row of the value, of the same published table
     */
    static DomContent within(PublishedRow htmlRow, PublishedRow row, String column, NumberStyle style) {
        return of(row, column, style, row.addressFrom(htmlRow));
    }

    /** A row's value of a column; a dash if there is no row or no value. */
    static DomContent of(Optional<PublishedRow> row, String column, NumberStyle style) {
        return row.map(published -> of(published, column, style)).orElse(dash());
    }

    /** The number of rows with a text in a column. */
    static DomContent count(ReportInput input, String table, String column, String text) {
        int count = input.rows(table).where(column, text).size();
        return element(
                NumberStyle.COUNT.text(count), count, "count:" + table + "?" + column + "=" + text, NumberStyle.COUNT);
    }

    /** The number of rows of a table. */
    static DomContent count(ReportInput input, String table) {
        long count = input.rowsPublished(table);
        return element(NumberStyle.COUNT.text(count), count, "count:" + table, NumberStyle.COUNT);
    }

    /** A count from the run's manifest. */
    static DomContent manifestCount(String key, long count) {
        return element(NumberStyle.COUNT.text(count), count, "manifest:" + key, NumberStyle.COUNT);
    }

    private static DomContent element(String text, Object value, String address, NumberStyle style) {
        return data(text)
                .attr("value", value.toString())
                .attr("data-from", address)
                .attr("data-style", style.name());
    }
}
