package org.computetrends.report;

import static org.computetrends.report.Markup.phrase;
import static org.computetrends.report.VegaLite.vega;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;

/** The section on how and why trends changed since the previous {@link org.computetrends.domain.Vintage}. */
record ChangesSection(ReportInput input, DisplayNames names, MainTrend mainTrend) {
    /** Trends with fewer observations in either vintage are left out: a single observation would change them. */
    private static final int LEAST_OBSERVATIONS = 10;

    Optional<Section> section() {
        Rows allChanges = input.rows("vintage_changes")
                .where("to_vintage", input.vintage().toString())
                .where(row -> row.has("doubling_time_before_months") && row.has("doubling_time_after_months"))
                .where(row -> row.requireNumber("n_before") >= LEAST_OBSERVATIONS
                        && row.requireNumber("n_after") >= LEAST_OBSERVATIONS);
        Rows changes = allChanges.ofTrends(names.trendsInSetting("summary.trends"));
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        Chart chart = Chart.ofOnePanel(
                "changes",
                "Doubling time in the vintage of " + changes.all().get(0).requireText("from_vintage")
                        + " (open) and in this one (filled), months",
                "Doubling times before and after, joined by a line.",
                dumbbellPlot(),
                List.of(Dataset.withDisplayNames(
                        "vintage-changes",
                        changes,
                        "trend",
                        names::trend,
                        "metric, cohort, era, from_vintage, to_vintage, seam, trend, doubling_time_before_months,"
                                + " doubling_time_after_months, n_before, n_after")),
                Chart.Size.trends(changes.size()));
        DomContent table = new QuotedTable("Change in growth, orders of magnitude a year, and its causes")
                .text("Trend", names::trend)
                .quote("Before, months", "doubling_time_before_months", NumberStyle.TENTHS)
                .quote("Now, months", "doubling_time_after_months", NumberStyle.TENTHS)
                .quote("Change", "change_oom_per_year", NumberStyle.SIGNED)
                .quote("Revised", "part_revised_oom_per_year", NumberStyle.SIGNED)
                .quote("Added", "part_added_oom_per_year", NumberStyle.SIGNED)
                .quote("Withdrawn", "part_withdrawn_oom_per_year", NumberStyle.SIGNED)
                .quote("n before", "n_before", NumberStyle.COUNT)
                .quote("n now", "n_after", NumberStyle.COUNT)
                .html(changes);
        return Optional.of(new Section("changes", "What changed since the last vintage")
                .with(Figure.of(chart, sentence(changes), table)));
    }

    private DomContent sentence(Rows changes) {
        PublishedRow row = changes.ofTrend(mainTrend.key())
                .first()
                .or(() -> changes.where("era", mainTrend.era()).first())
                .orElse(changes.all().get(0));
        return phrase(
                "Since $, $ of $ releases was added, of $ revised and of $ withdrawn; the doubling time ($) went from $ to $"
                        + " months.$",
                row.requireText("from_vintage"),
                names.metricInSentence(row.requireText("metric")),
                Quote.of(row, "releases_added", NumberStyle.COUNT),
                Quote.of(row, "releases_revised", NumberStyle.COUNT),
                Quote.of(row, "releases_withdrawn", NumberStyle.COUNT),
                names.trend(row),
                Quote.of(row, "doubling_time_before_months", NumberStyle.TENTHS),
                Quote.of(row, "doubling_time_after_months", NumberStyle.TENTHS),
                row.has("seam")
                        ? " Between these vintages is a seam ("
                                + names.timeline().seamDescriptions(row.requireText("seam"))
                                + "): what changed across it is not growth."
                        : "");
    }

    /** A line from the doubling time before (an open point) to the doubling time after (a filled point). */
    private static Map<String, Object> dumbbellPlot() {
        return new ForestPlot(
                        "vintage-changes",
                        "trend",
                        "doubling_time_after_months",
                        "doubling_time_before_months",
                        "doubling_time_after_months")
                .specification(ForestPlot.numberAxis("months to double"), List.of(vega("""
                        {data: {name: 'vintage-changes'},
                         mark: {type: 'point', filled: true, color: '--surface', stroke: '--accent', strokeWidth: 1.5,
                                opacity: 1, size: 56, tooltip: {content: 'data'}},
                         encoding: {x: {field: 'doubling_time_before_months', type: 'quantitative'}}}
                        """)));
    }
}
