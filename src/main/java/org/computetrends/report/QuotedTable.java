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
import j2html.tags.specialized.TableTag;
import j2html.tags.specialized.ThTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.computetrends.domain.PublishedRow;

/** An HTML table with a row for each published row. Its first column is the rows' heading. */
final class QuotedTable {

    /** A column of the HTML table; {@code quoted} is the published column if all cells quote the same one. */
    private record Column(
            String title, boolean isNumber, Optional<Heading> quoted, Function<PublishedRow, DomContent> cell) {}

    private record Heading(String column, NumberStyle style) {}

    private final String caption;
    private final List<Column> columns = new ArrayList<>();

    /** @param caption describes the table, with units */
    QuotedTable(String caption) {
        this.caption = caption;
    }

    /** A column of texts. */
    QuotedTable words(String title, Function<PublishedRow, String> words) {
        return cell(title, row -> text(words.apply(row)));
    }

    /** A column of any content, aligned as text. */
    QuotedTable cell(String title, Function<PublishedRow, DomContent> cell) {
        columns.add(new Column(title, /* isNumber= */ false, Optional.empty(), cell));
        return this;
    }

    /** A column with the values of one published column. */
    QuotedTable quote(String title, String column, NumberStyle style) {
        columns.add(new Column(
                title,
                /* isNumber= */ true,
                Optional.of(new Heading(column, style)),
                row -> Quote.inColumn(row, column, style)));
        return this;
    }

    /** A column with the two ends of an interval. */
    QuotedTable interval(String title, String low, String high, NumberStyle style) {
        return numbers(title, row -> within(row, row, low, high, style));
    }

    /** Columns of a trend's number of releases, its growth a year and its doubling time, with their 95% intervals. */
    QuotedTable growth() {
        return quote("n", "n", NumberStyle.COUNT)
                .quote("Growth a year", "growth_factor_per_year", NumberStyle.FACTOR)
                .interval("95%", "growth_factor_ci95_low", "growth_factor_ci95_high", NumberStyle.FACTOR)
                .quote("Doubling, months", "doubling_time_months", NumberStyle.TENTHS)
                .interval("95%", "doubling_time_ci95_low", "doubling_time_ci95_high", NumberStyle.TENTHS);
    }

    /** A column of any content, aligned as numbers. */
    QuotedTable numbers(String title, Function<PublishedRow, DomContent> cell) {
        columns.add(new Column(title, /* isNumber= */ true, Optional.empty(), cell));
        return this;
    }

    /** The ends of an interval with addresses as in {@link Quote#within}; a dash if there is no interval. */
    static DomContent within(PublishedRow htmlRow, PublishedRow row, String low, String high, NumberStyle style) {
        DomContent start = Quote.within(htmlRow, row, low, style);
        return row.has(low) || row.has(high) ? ends(start, Quote.within(htmlRow, row, high, style)) : start;
    }

    /** The ends of an interval; a dash if there is none. */
    static DomContent range(PublishedRow row, String low, String high, NumberStyle style) {
        return row.has(low) || row.has(high)
                ? ends(Quote.of(row, low, style), Quote.of(row, high, style))
                : Quote.of(row, low, style);
    }

    private static DomContent ends(DomContent low, DomContent high) {
        return span(low, text(" to "), high).withClass("range");
    }

    DomContent of(Rows rows) {
        Optional<PublishedRow> firstRow = rows.first();
        TableTag table = firstRow.map(row -> table().attr("data-of", row.address()))
                .orElse(table())
                .withClass(aligned())
                .with(
                        caption(span(caption)),
                        thead(tr(each(columns, QuotedTable::heading))),
                        tbody(each(rows.all(), row -> row(row, firstRow.orElseThrow()))));
        return Markup.scrolling(div(table), caption);
    }

    /** CSS classes that align columns as numbers: {@code n3} for the third column. */
    private String aligned() {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).isNumber())
                .mapToObj(i -> "n" + (i + 1))
                .collect(Collectors.joining(" "));
    }

    private static DomContent heading(Column column) {
        ThTag cell = th(column.title()).attr("scope", "col");
        column.quoted()
                .ifPresent(quoted -> cell.attr("data-from", "#" + quoted.column())
                        .attr("data-style", quoted.style().name()));
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
