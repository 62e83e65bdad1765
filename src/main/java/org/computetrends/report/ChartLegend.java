package org.computetrends.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static org.computetrends.report.VegaLite.vega;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds a chart's legend: a colour and a label for each value of a column, as HTML and as Vega's colour scale. Colours
 * are CSS variables of page.css, such as {@code --domain-1}; charts.js replaces them by their values.
 */
final class ChartLegend {
    /** The colour of the value that others are compared with. It is also the seventh of {@link #COLOURS}. */
    private static final String GREY = "domain-other";

    private static final List<String> COLOURS =
            List.of("domain-1", "domain-2", "domain-3", "domain-4", "domain-5", "domain-6", GREY);

    private final String column;
    private final List<Object> values = new ArrayList<>();
    private final List<String> colours = new ArrayList<>();
    private final List<DomContent> entries = new ArrayList<>();
    private int nextColour;

    /** @param column the column whose value decides the colour; empty if only the HTML is used */
    ChartLegend(String column) {
        this.column = column;
    }

    /** Adds a value in the next colour; after the last colour the first is used again. */
    ChartLegend with(Object value, String label) {
        return with(value, label, COLOURS.get(nextColour++ % COLOURS.size()));
    }

    /** Skips colours that have another meaning in another panel of the chart. */
    ChartLegend skipColours(int count) {
        nextColour += count;
        return this;
    }

    /** Adds the value that others are compared with, in grey. */
    ChartLegend withGrey(Object value, String label) {
        return with(value, label, GREY);
    }

    private ChartLegend with(Object value, String label, String colour) {
        values.add(value);
        colours.add("--" + colour);
        entries.add(entry(colour, label));
        return this;
    }

    /** Adds an entry that explains hollow points of any colour. */
    ChartLegend withOutline(String label) {
        entries.add(entry("outline", label));
        return this;
    }

    private static DomContent entry(String style, String label) {
        return span(span().withClass("swatch " + style), text(label));
    }

    /** The values that have colours. */
    List<Object> values() {
        return List.copyOf(values);
    }

    /** Vega's encoding of the colours. Vega's own legend is off, because the page shows this one. */
    Map<String, Object> colourEncoding() {
        return vega("""
                {field: $, type: 'nominal', legend: null, scale: {domain: $, range: $}}
                """, column, values, colours);
    }

    /** The legend as HTML, without a heading. */
    DomContent html() {
        return html("");
    }

    /** The legend as HTML, after a heading. An empty heading is left out. */
    DomContent html(String heading) {
        return span(iff(!heading.isEmpty(), span(heading)), each(entries.stream()))
                .withClass("chart-key");
    }
}
