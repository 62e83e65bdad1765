package org.computetrends.report;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;

/**
 * A part of the page.
 *
 * @param id its id, which the page's address can name
 * @param title its heading
 * @param body what it says, charts by {@link Figures#of}
 * @param charts its charts
 */
record Section(String id, String title, List<DomContent> body, List<Chart> charts) {
    Section {
        body = List.copyOf(body);
        charts = List.copyOf(charts);
    }

    /** A part that is one chart with a table of its own. */
    static Optional<Section> of(String id, String title, Chart chart, DomContent sentence, DomContent table) {
        return Optional.of(new Section(id, title, List.of(Figures.withTable(chart, sentence, table)), List.of(chart)));
    }
}
