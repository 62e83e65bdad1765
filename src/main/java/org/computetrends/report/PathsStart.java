package org.computetrends.report;

import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.phrase;

import j2html.tags.DomContent;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;

/**
 * A remark on where sample paths start. Paths start at the vintage's date, or before it where coverage ends. In the second case
 * the page shows this remark beside the paths' numbers.
 */
final class PathsStart {

    private PathsStart() {}

    /** Whether a row's paths start before the date of their vintage, given the column with that date. */
    static boolean isEarlier(PublishedRow row, String vintage) {
        return row.has(vintage) && row.requireDate("paths_start").isBefore(row.requireDate(vintage));
    }

    /**
     * The remark; empty if the paths start at the vintage's date.
     *
     * @param row a row with the column {@code paths_start}
     * @param vintage the column with the date of the paths' vintage
     */
    static DomContent sentence(Optional<PublishedRow> row, String vintage) {
        return row.filter(forecast -> isEarlier(forecast, vintage))
                .map(forecast -> phrase(
                        "Paths start $ where coverage ends: later releases are known that have no value yet.",
                        Quote.of(forecast, "paths_start", NumberStyle.TENTHS)))
                .orElse(text(""));
    }
}
