package org.computetrends.report;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.TableTag;
import j2html.tags.specialized.ThTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.computetrends.domain.PublishedRow;

/**
 * Builds an HTML table with one row for each published row. Its methods add columns from left to right. The cells of
 * the first column are row headings.
 */
final class QuotedTable {

    /** A column of the HTML table; {@code source} is the published column if all cells quote the same one. */
    private record Column(
            String title, boolean isNumeric, Optional<Source> source, Function<PublishedRow, DomContent> cell) {}

    /** A published column, and the style in which the table shows its values. */
    private record Source(String column, NumberStyle style) {}

    private final String caption;
    private final List<Column> columns = new ArrayList<>();

    /** @param caption describes the table, with units */
    QuotedTable(String caption) {
        this.caption = caption;
    }

    /** A column with the text of a published column. */
    QuotedTable text(String title, String column) {
        return text(title, row -> row.requireText(column));
    }

    QuotedTable text(String title, Function<PublishedRow, String> text) {
        return cell(title, row -> TagCreator.text(text.apply(row)));
    }

    /** A column of any content, aligned as text. */
    QuotedTable cell(String title, Function<PublishedRow, DomContent> cell) {
        columns.add(new Column(title, /* isNumeric= */ false, Optional.empty(), cell));
        return this;
    }

    /** A column with the values of one published column. */
    QuotedTable quote(String title, String column, NumberStyle style) {
        columns.add(new Column(
                title,
                /* isNumeric= */ true,
                Optional.of(new Source(column, style)),
                row -> Quote.inColumn(row, column, style)));
        return this;
    }

    /** A column with both ends of an interval, from published columns that end in {@code _low} and {@code _high}. */
    QuotedTable interval(String title, String interval, NumberStyle style) {
        return interval(title, interval + "_low", interval + "_high", style);
    }

    /** A column with both ends of an interval. */
    QuotedTable interval(String title, String low, String high, NumberStyle style) {
        return numericCell(title, row -> Quote.intervalInRow(row, row, low, high, style));
    }

    /** Columns of a trend's number of releases, its growth a year and its doubling time, with their 95% intervals. */
    QuotedTable growth() {
        return quote("n", "n", NumberStyle.COUNT)
                .quote("Growth a year", "growth_factor_per_year", NumberStyle.FACTOR)
                .interval("95%", "growth_factor_ci95", NumberStyle.FACTOR)
                .quote("Doubling, months", "doubling_time_months", NumberStyle.TENTHS)
                .interval("95%", "doubling_time_ci95", NumberStyle.TENTHS);
    }

    /** A column of any content, aligned as numbers. */
    QuotedTable numericCell(String title, Function<PublishedRow, DomContent> cell) {
        columns.add(new Column(title, /* isNumeric= */ true, Optional.empty(), cell));
        return this;
    }

    /** The table for rows of one published table, in an element that scrolls if the table is wider than the screen. */
    DomContent html(Rows rows) {
        Optional<PublishedRow> firstRow = rows.first();
        TableTag table = firstRow.map(row -> table().attr("data-of", row.address()))
                .orElse(table())
                .withClass(alignmentClasses())
                .with(
                        caption(span(caption)),
                        thead(tr(each(columns, QuotedTable::heading))),
                        tbody(each(rows.all(), row -> row(row, firstRow.orElseThrow()))));
        return Markup.scrolling(div(table), caption);
    }

    /** CSS classes that align columns as numbers: {@code n3} for the third column. */
    private String alignmentClasses() {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).isNumeric())
                .mapToObj(i -> "n" + (i + 1))
                .collect(Collectors.joining(" "));
    }

    private static DomContent heading(Column column) {
        ThTag cell = th(column.title()).attr("scope", "col");
        column.source()
                .ifPresent(source -> cell.attr("data-from", "#" + source.column())
                        .attr("data-style", source.style().name()));
        return cell;
    }

    private DomContent row(PublishedRow row, PublishedRow firstRow) {
        List<DomContent> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            DomContent content = columns.get(i).cell().apply(row);
            cells.add(i == 0 ? th(content).attr("scope", "row") : td(content));
        }
        return tr().with(cells).attr("data-of", row.addressFrom(firstRow));
    }
}
