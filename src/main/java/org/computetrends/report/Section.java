package org.computetrends.report;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of the page under a heading of its own.
 *
 * @param id the section's HTML id, to which readers can link
 * @param title the text of the heading
 * @param body the HTML after the heading, including figures
 * @param charts the charts of the figures in {@code body}
 */
record Section(String id, String title, List<DomContent> body, List<Chart> charts) {
    /** An empty section, for content that {@code with} adds. */
    Section(String id, String title) {
        this(id, title, List.of(), List.of());
    }

    /** This section with more content at its end. */
    Section with(DomContent... content) {
        return new Section(
                id, title, Stream.concat(body.stream(), Stream.of(content)).toList(), charts);
    }

    /** This section with a figure at its end, if there is one. */
    Section with(Optional<Figure> figure) {
        return figure.map(this::with).orElse(this);
    }

    /** This section with a figure at its end. */
    Section with(Figure figure) {
        return new Section(
                id,
                title,
                Stream.concat(body.stream(), Stream.of(figure.html())).toList(),
                Stream.concat(charts.stream(), Stream.of(figure.chart())).toList());
    }
}
