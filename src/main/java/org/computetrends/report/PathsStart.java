package org.computetrends.report;

import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.phrase;

import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;

/**
 * A remark on where sample paths start. If they start where coverage ends, the page shows this remark beside their
 * numbers.
 */
final class PathsStart {

    private PathsStart() {}

    /**
     * Whether a row's paths start where coverage ends, before the day of their vintage.
     *
     * @param origin the column with that day
     */
    static boolean isCoverageEnd(PublishedRow row, String origin) {
        LocalDate start = row.requireDate("paths_start");
        return row.has("known_to")
                && start.equals(row.requireDate("known_to"))
                && start.isBefore(row.requireDate(origin));
    }

    /**
     * The remark; empty if the paths start on another day.
     *
     * @param row a row with the columns {@code paths_start} and {@code known_to}
     * @param origin the column with the day of the paths' vintage
     */
    static DomContent sentence(Optional<PublishedRow> row, String origin) {
        return row.filter(forecast -> isCoverageEnd(forecast, origin))
                .map(forecast -> phrase(
                        "Paths start $ where coverage ends: later releases are known that have no value yet.",
                        Quote.of(forecast, "paths_start", NumberStyle.TENTHS)))
                .orElse(text(""));
    }
}
