package org.computetrends.report;

import j2html.tags.DomContent;
import java.util.List;

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
}
