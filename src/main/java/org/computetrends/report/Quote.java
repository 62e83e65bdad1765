package org.computetrends.report;

import static j2html.TagCreator.data;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;

/**
 * Writes a published number or date as an HTML element: the rounded text, with the unrounded value and the value's
 * address as attributes. With them, readers and tests can compare the page with the tables.
 *
 * <p>The attribute {@code data-from} is the address: the table, the row's key and the column, such as {@code
 * trends?metric=...&cohort=...#n}. A count has an address such as {@code count:claims?assessment_newest=compatible}.
 *
 * <p>Addresses inside an HTML table ({@link QuotedTable}) may be relative, to keep the page small. An address with
 * {@code ?} is full:
 *
 * <ul>
 *   <li>The table's {@code data-of} is the full address of its first row.
 *   <li>A row's {@code data-of} has only the key columns in which the row differs from the first row.
 *   <li>A cell's relative {@code data-from} has only the key columns in which the quoted row differs from the row of
 *       {@code data-of}, then the column: {@code #n}, or {@code before=2028-01-01#probability}.
 *   <li>If all cells of a column quote the same published column, only the heading has {@code data-from} and {@code
 *       data-style}.
 * </ul>
 */
final class Quote {

    private Quote() {}

    /** A row's value in a column; a dash if there is no value. */
    static DomContent of(PublishedRow row, String column, NumberStyle style) {
        return of(row, column, style, row.address());
    }

    private static DomContent of(PublishedRow row, String column, NumberStyle style, String address) {
        Object value = row.value(column);
        return value == null ? dash() : element(style.formatValue(value), value, address + "#" + column, style);
    }

    private static DomContent dash() {
        return span("–").withClass("none").attr("title", "no value");
    }

    /** A row's value without an address, for a cell whose heading has it; a dash if there is no value. */
    static DomContent inColumn(PublishedRow row, String column, NumberStyle style) {
        Object value = row.value(column);
        return value == null ? dash() : data(style.formatValue(value)).attr("value", value.toString());
    }

    /**
     * A row's value, for a cell in the HTML row of another published row; a dash if there is no value.
     *
     * @param htmlRow the published row that the HTML row shows; the address is relative to it
     * @param row the published row with the value, from the same table
     */
    static DomContent inRow(PublishedRow htmlRow, PublishedRow row, String column, NumberStyle style) {
        return of(row, column, style, row.addressFrom(htmlRow));
    }

    /** A row's value in a column; a dash if there is no row or no value. */
    static DomContent of(Optional<PublishedRow> row, String column, NumberStyle style) {
        return row.map(published -> of(published, column, style)).orElse(dash());
    }

    /** Both ends of an interval, from columns that end in {@code _low} and {@code _high}. */
    static DomContent interval(PublishedRow row, String interval, NumberStyle style) {
        return interval(row, interval + "_low", interval + "_high", style);
    }

    /** Both ends of an interval. A missing end is a dash; an interval without ends is a single dash. */
    static DomContent interval(PublishedRow row, String low, String high, NumberStyle style) {
        return interval(row, low, high, style, row.address());
    }

    /** Both ends of an interval, with relative addresses as in {@link #inRow}. */
    static DomContent intervalInRow(
            PublishedRow htmlRow, PublishedRow row, String low, String high, NumberStyle style) {
        return interval(row, low, high, style, row.addressFrom(htmlRow));
    }

    private static DomContent interval(PublishedRow row, String low, String high, NumberStyle style, String address) {
        DomContent lowEnd = of(row, low, style, address);
        return row.has(low) || row.has(high)
                ? span(lowEnd, text(" to "), of(row, high, style, address)).withClass("range")
                : lowEnd;
    }

    /** The number of a table's rows that have this text in a column. */
    static DomContent count(ReportInput input, String table, String column, String text) {
        int count = input.rows(table).where(column, text).size();
        return element(
                NumberStyle.COUNT.formatValue(count),
                count,
                "count:" + table + "?" + column + "=" + text,
                NumberStyle.COUNT);
    }

    /** The number of published rows of a table. */
    static DomContent count(ReportInput input, String table) {
        long count = input.rowsPublished(table);
        return element(NumberStyle.COUNT.formatValue(count), count, "count:" + table, NumberStyle.COUNT);
    }

    static DomContent manifestCount(String key, long count) {
        return element(NumberStyle.COUNT.formatValue(count), count, "manifest:" + key, NumberStyle.COUNT);
    }

    private static DomContent element(String text, Object value, String address, NumberStyle style) {
        return data(text)
                .attr("value", value.toString())
                .attr("data-from", address)
                .attr("data-style", style.name());
    }
}
