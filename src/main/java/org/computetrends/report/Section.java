package org.computetrends.report;

import j2html.tags.DomContent;
import java.util.List;
import java.util.stream.Stream;

/**
 * A part of the page.
 *
 * @param id its HTML id, to which readers can link
 * @param body its HTML, which includes that of its figures
 * @param charts the charts of its figures
 */
record Section(String id, String title, List<DomContent> body, List<Chart> charts) {
    Section {
        body = List.copyOf(body);
        charts = List.copyOf(charts);
    }

    /** A section to which content is added. */
    Section(String id, String title) {
        this(id, title, List.of(), List.of());
    }

    /** This section with more content at its end. */
    Section with(DomContent... content) {
        return new Section(
                id, title, Stream.concat(body.stream(), Stream.of(content)).toList(), charts);
    }

    /** This section with a figure at its end. */
    Section with(Figure figure) {
        return new Section(
                id,
                title,
                Stream.concat(body.stream(), Stream.of(figure.content())).toList(),
                Stream.concat(charts.stream(), Stream.of(figure.chart())).toList());
    }
}
