package org.computetrends.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static org.computetrends.report.Layers.vega;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the colours of a chart mean: words for each value of a column, and the column's scale of colours. */
final class Key {
    /** The colour of what others are compared with, and the last of all. */
    private static final String PLAIN = "domain-other";

    private static final List<String> COLOURS =
            List.of("domain-1", "domain-2", "domain-3", "domain-4", "domain-5", "domain-6", PLAIN);

    private final String column;
    private final List<Object> values = new ArrayList<>();
    private final List<String> colours = new ArrayList<>();
    private final List<DomContent> words = new ArrayList<>();
    private int next;

    /** @param column whose values have colours */
    Key(String column) {
        this.column = column;
    }

    /** A value in the next colour. */
    Key with(Object value, String inWords) {
        next++;
        return with(value, inWords, COLOURS.get((next - 1) % COLOURS.size()));
    }

    /** Passes over colours, which mean something else in the chart. */
    Key passing(int colours) {
        next += colours;
        return this;
    }

    /** The value that others are compared with. */
    Key plain(Object value, String inWords) {
        return with(value, inWords, PLAIN);
    }

    private Key with(Object value, String inWords, String colour) {
        values.add(value);
        colours.add("--" + colour);
        words.add(entry(colour, inWords));
        return this;
    }

    /** Points in outline, whatever their colour. */
    Key outline(String inWords) {
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

    /** The encoding of the colours. */
    Map<String, Object> colour() {
        return vega("""
                {field: $, type: 'nominal', legend: null, scale: {domain: $, range: $}}
                """, column, values, colours);
    }

    /** The words, each beside its colour. */
    DomContent words() {
        return words("");
    }

    /** The words after what they are of. */
    DomContent words(String of) {
        return span(iff(!of.isEmpty(), span(of)), each(words, word -> word)).withClass("chart-key");
    }
}
