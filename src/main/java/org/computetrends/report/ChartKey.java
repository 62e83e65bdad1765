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

/** A chart's key: colours and labels for the values of a column, as HTML and as Vega's colour scale. */
final class ChartKey {
    /** The grey of the benchmark, and the last of the colours. */
    private static final String PLAIN = "domain-other";

    private static final List<String> COLOURS =
            List.of("domain-1", "domain-2", "domain-3", "domain-4", "domain-5", "domain-6", PLAIN);

    private final String column;
    private final List<Object> values = new ArrayList<>();
    private final List<String> colours = new ArrayList<>();
    private final List<DomContent> words = new ArrayList<>();
    private int nextColour;

    /** @param column whose values have colours */
    ChartKey(String column) {
        this.column = column;
    }

    /** A value in the next colour. */
    ChartKey with(Object value, String inWords) {
        nextColour++;
        return with(value, inWords, COLOURS.get((nextColour - 1) % COLOURS.size()));
    }

    /** Skips colours that mean something else in another panel of the chart. */
    ChartKey skipping(int colours) {
        nextColour += colours;
        return this;
    }

    /** The value that others are compared with, in grey. */
    ChartKey plain(Object value, String inWords) {
        return with(value, inWords, PLAIN);
    }

    private ChartKey with(Object value, String inWords, String colour) {
        values.add(value);
        colours.add("--" + colour);
        words.add(entry(colour, inWords));
        return this;
    }

    /** An entry for hollow points of any colour. */
    ChartKey outline(String inWords) {
        words.add(entry("outline", inWords));
        return this;
    }

    private static DomContent entry(String style, String inWords) {
        return span(span().withClass("swatch " + style), text(inWords));
    }

    /** The values that have colours. */
    List<Object> values() {
        return List.copyOf(values);
    }

    /** Vega's encoding of the colours. */
    Map<String, Object> colour() {
        return vega("""
                {field: $, type: 'nominal', legend: null, scale: {domain: $, range: $}}
                """, column, values, colours);
    }

    /** The HTML of the key: each label beside its colour. */
    DomContent words() {
        return words("");
    }

    /** The HTML of the key after a heading. */
    DomContent words(String heading) {
        return span(iff(!heading.isEmpty(), span(heading)), each(words.stream()))
                .withClass("chart-key");
    }
}
