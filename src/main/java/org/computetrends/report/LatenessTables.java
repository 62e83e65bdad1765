package org.computetrends.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.join;
import static org.computetrends.report.Markup.phrase;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.PublishedRow;

/**
 * Tables of how late values become known ({@link org.computetrends.domain.ReportingDelay}), and of how many releases
 * each {@link org.computetrends.domain.Vintage} had above thresholds.
 */
record LatenessTables(ReportInput input, DisplayNames names) {
    private static final Set<Double> AGE_MONTHS_IN_SENTENCE = Set.of(1.0, 3.0, 6.0, 12.0);

    /** Each table with a title. A table without rows is left out. */
    DomContent html() {
        List<DomContent> content = new ArrayList<>();
        Rows delays = input.rows("reporting_delays")
                .where("metric", names.mainMetric())
                .where(row -> row.has("share_at_least"))
                .sortedBy(row -> row.requireNumber("age_months"));
        Rows frontier = delays.where("cohort", Cohort.Rule.FRONTIER.id());
        Rows allReleases = delays.where("cohort", Cohort.Rule.ALL.id());
        if (!frontier.isEmpty() && !allReleases.isEmpty()) {
            content.add(h3("How late values come"));
            content.add(p(sentence(frontier)).withClass("shows"));
            content.add(sharesByAge(allReleases, frontier));
        }
        Rows counts = input.rows("threshold_counts").where("metric", names.mainMetric());
        if (!counts.isEmpty()) {
            content.add(Controls.disclosure(
                    "How many releases each vintage had above thresholds", countsByVintage(counts)));
        }
        return each(content.stream());
    }

    private DomContent sentence(Rows frontier) {
        Rows namedAges = frontier.where(row -> AGE_MONTHS_IN_SENTENCE.contains(row.requireNumber("age_months")));
        List<DomContent> sharesAtAges = (namedAges.isEmpty() ? frontier : namedAges)
                .stream()
                        .map(row -> phrase("$ after $", shares(row), row.requireText("age_months")))
                        .toList();
        return phrase(
                "Shares of the frontier’s releases since $ that had a value of $ so many months after release: $.",
                frontier.all().get(0).requireText("from_vintage"),
                names.metricInSentence(names.mainMetric()),
                join(", ", sharesAtAges));
    }

    private static DomContent sharesByAge(Rows allReleases, Rows frontier) {
        return new QuotedTable(
                        "Share of values known at an age of the release; two bounds, because vintages are weeks apart")
                .text("Age, months", "age_months")
                .cell(
                        "Frontier",
                        row -> sameAge(frontier, row)
                                .map(LatenessTables::shares)
                                .orElse(text("–")))
                .cell("Values", row -> Quote.of(sameAge(frontier, row), "n_reached", NumberStyle.COUNT))
                .cell("Every release", LatenessTables::shares)
                .quote("Values", "n_reached", NumberStyle.COUNT)
                .html(allReleases);
    }

    /** Both bounds of a share, or a single number if the bounds are equal. */
    private static DomContent shares(PublishedRow row) {
        return row.requireNumber("share_at_least") == row.requireNumber("share_at_most")
                ? Quote.of(row, "share_at_least", NumberStyle.PERCENT)
                : Quote.interval(row, "share_at_least", "share_at_most", NumberStyle.PERCENT);
    }

    private static Optional<PublishedRow> sameAge(Rows rows, PublishedRow row) {
        return rows.where("age_months", row.requireText("age_months")).first();
    }

    private DomContent countsByVintage(Rows counts) {
        List<Double> thresholds = counts.distinctValues(row -> row.requireNumber("threshold"));
        QuotedTable table = new QuotedTable("Releases with a value of " + names.metricInSentence(names.mainMetric())
                        + " at or above a threshold, as each vintage knew it. Counts also change if the source lists other"
                        + " releases, or estimates more values")
                .text("Vintage", "counted_vintage")
                .text("Scope", "scope")
                .text(
                        "Seam before it",
                        row -> row.has("seam") ? names.timeline().seamDescriptions(row.requireText("seam")) : "");
        for (double threshold : thresholds) {
            table.cell(
                    NumberStyle.MAGNITUDE.formatValue(threshold),
                    row -> Quote.of(
                            counts.where("counted_vintage", row.requireText("counted_vintage"))
                                    .where("scope", row.requireText("scope"))
                                    .where(count -> count.requireNumber("threshold") == threshold)
                                    .first(),
                            "n_at_least",
                            NumberStyle.COUNT));
        }
        // A row of the HTML table for each vintage and scope; its cells find the counts of every threshold.
        return table.quote("With a value", "n_with_value", NumberStyle.COUNT)
                .html(counts.where(row -> row.requireNumber("threshold") == thresholds.get(0))
                        .sortedBy(row -> row.requireDate("counted_vintage")));
    }
}
