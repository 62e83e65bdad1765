package org.computetrends.report;

import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.join;

import j2html.tags.DomContent;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;

/** Where sample paths start. Each number from paths that start before the vintage's date is shown with it. */
final class PathsStart {

    private PathsStart() {}

    /** Whether a row's paths start before the day of the vintage that they rest on. */
    static boolean isEarlier(PublishedRow row, String vintage) {
        return row.has(vintage) && row.requireDate("paths_start").isBefore(row.requireDate(vintage));
    }

    /**
     * A sentence on the paths of a row.
     *
     * @param row a row with {@code paths_start}
     * @param vintage the column of the day of the vintage that the paths rest on
     */
    static DomContent sentence(Optional<PublishedRow> row, String vintage) {
        return row.filter(found -> isEarlier(found, vintage))
                .map(found -> join(
                        "Paths start",
                        Quote.of(found, "paths_start", NumberStyle.TENTHS),
                        "where coverage ends: later releases are known that have no value yet."))
                .orElse(text(""));
    }
}
