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
 * A chart's legend: colours and labels for the values of a column, as HTML and as Vega's colour scale. Colours are CSS
 * variables of page.css, such as {@code --domain-1}; charts.js puts their values into the chart.
 */
final class ChartLegend {
    /** Grey: for what others are compared with, and the last colour before they repeat. */
    private static final String GREY = "domain-other";

    private static final List<String> COLOURS =
            List.of("domain-1", "domain-2", "domain-3", "domain-4", "domain-5", "domain-6", GREY);

    private final String column;
    private final List<Object> values = new ArrayList<>();
    private final List<String> colours = new ArrayList<>();
    private final List<DomContent> words = new ArrayList<>();
    private int nextColour;

    /** @param column the column whose values the colours are for; empty if only the HTML is used */
    ChartLegend(String column) {
        this.column = column;
    }

    /** A value in the next colour. */
    ChartLegend with(Object value, String label) {
        return with(value, label, COLOURS.get(nextColour++ % COLOURS.size()));
    }

    /** Skips colours that mean something else in another panel of the chart. */
    ChartLegend skipping(int count) {
        nextColour += count;
        return this;
    }

    /** The value that others are compared with, in grey. */
    ChartLegend plain(Object value, String label) {
        return with(value, label, GREY);
    }

    private ChartLegend with(Object value, String label, String colour) {
        values.add(value);
        colours.add("--" + colour);
        words.add(entry(colour, label));
        return this;
    }

    /** An entry for hollow points of any colour. */
    ChartLegend outline(String label) {
        words.add(entry("outline", label));
        return this;
    }

    private static DomContent entry(String style, String label) {
        return span(span().withClass("swatch " + style), text(label));
    }

    /** The values that have colours. */
    List<Object> values() {
        return List.copyOf(values);
    }

    /** Vega's encoding of the colours. Its own legend is off, because the page has this one. */
    Map<String, Object> colour() {
        return vega("""
                {field: $, type: 'nominal', legend: null, scale: {domain: $, range: $}}
                """, column, values, colours);
    }

    /** The HTML of the legend: each label beside its colour. */
    DomContent words() {
        return words("");
    }

    /** The HTML of the legend after a heading. */
    DomContent words(String heading) {
        return span(iff(!heading.isEmpty(), span(heading)), each(words.stream()))
                .withClass("chart-key");
    }
}
