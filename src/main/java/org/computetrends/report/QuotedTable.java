package org.computetrends.report;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.computetrends.domain.PublishedRow;

/** An HTML table of published rows, whose first column says what each is. */
final class QuotedTable {

    private record Column(String title, boolean isNumber, Function<PublishedRow, DomContent> cell) {}

    private final String caption;
    private final List<Column> columns = new ArrayList<>();

    /** @param caption what it is a table of, units included */
    QuotedTable(String caption) {
        this.caption = caption;
    }

    /** A column of words. */
    QuotedTable words(String title, Function<PublishedRow, String> words) {
        columns.add(new Column(title, false, row -> text(words.apply(row))));
        return this;
    }

    /** A column of anything. */
    QuotedTable cell(String title, Function<PublishedRow, DomContent> cell) {
        columns.add(new Column(title, false, cell));
        return this;
    }

    /** A column of a published column's values. */
    QuotedTable quote(String title, String column, NumberStyle style) {
        columns.add(new Column(title, true, row -> Quote.within(row, row, column, style)));
        return this;
    }

    /** A column of an estimate with the ends of its interval. */
    QuotedTable interval(String title, String low, String high, NumberStyle style) {
        return numbers(title, row -> within(row, row, low, high, style));
    }

    /** A column of numbers by themselves or beside each other. */
    QuotedTable numbers(String title, Function<PublishedRow, DomContent> cell) {
        columns.add(new Column(title, true, cell));
        return this;
    }

    /** The ends of an interval in a table's row that is of another row of the same table, or of the same; or a dash. */
    static DomContent within(PublishedRow of, PublishedRow row, String low, String high, NumberStyle style) {
        DomContent start = Quote.within(of, row, low, style);
        return row.has(low) || row.has(high) ? ends(start, Quote.within(of, row, high, style)) : start;
    }

    /** The ends of an interval, or a dash. */
    static DomContent range(PublishedRow row, String low, String high, NumberStyle style) {
        return row.has(low) || row.has(high)
                ? ends(Quote.of(row, low, style), Quote.of(row, high, style))
                : Quote.of(row, low, style);
    }

    private static DomContent ends(DomContent low, DomContent high) {
        return span(low, text(" to "), high).withClass("range");
    }

    DomContent of(Rows rows) {
        return div(table(
                        caption(span(caption)),
                        thead(tr(each(
                                columns,
                                column -> th(column.title())
                                        .attr("scope", "col")
                                        .withCondClass(column.isNumber(), "number")))),
                        tbody(each(rows.all(), this::row))))
                .withClass("scrolls")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", caption);
    }

    private DomContent row(PublishedRow row) {
        List<DomContent> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            DomContent content = column.cell().apply(row);
            cells.add(
                    i == 0 ? th(content).attr("scope", "row") : td(content).withCondClass(column.isNumber(), "number"));
        }
        return tr(each(cells, cell -> cell)).attr("data-of", row.address());
    }
}
