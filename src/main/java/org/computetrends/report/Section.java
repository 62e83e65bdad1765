package org.computetrends.report;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;

/**
 * A part of the page.
 *
 * @param id its HTML id, to which readers can link
 * @param body its HTML, which includes its charts ({@link Figures})
 * @param charts the specifications and data of its charts
 */
record Section(String id, String title, List<DomContent> body, List<Chart> charts) {
    Section {
        body = List.copyOf(body);
        charts = List.copyOf(charts);
    }

    /** A part that consists of one chart with its table. */
    static Optional<Section> of(String id, String title, Chart chart, DomContent sentence, DomContent table) {
        return Optional.of(new Section(id, title, List.of(Figures.withTable(chart, sentence, table)), List.of(chart)));
    }
}
