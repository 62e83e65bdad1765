package org.computetrends.report;

import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.phrase;

import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;

/** Writes a remark for numbers from sample paths: that the paths start where coverage ends. */
final class PathsStart {

    private PathsStart() {}

    /**
     * Whether a row's paths start where coverage ends, and coverage ends before the vintage's date.
     *
     * @param row a row with the columns {@code paths_start} and {@code known_to} (the end of coverage)
     * @param origin the column with the vintage's date
     */
    static boolean isCoverageEnd(PublishedRow row, String origin) {
        LocalDate start = row.requireDate("paths_start");
        return row.has("known_to")
                && start.equals(row.requireDate("known_to"))
                && start.isBefore(row.requireDate(origin));
    }

    /** The remark, for arguments as in {@link #isCoverageEnd}; empty without a row, or if that method is false. */
    static DomContent sentence(Optional<PublishedRow> row, String origin) {
        return row.filter(forecast -> isCoverageEnd(forecast, origin))
                .map(forecast -> phrase(
                        "Paths start $ where coverage ends: later releases are known that have no value yet.",
                        Quote.of(forecast, "paths_start", NumberStyle.DATE)))
                .orElse(text(""));
    }
}
