package org.computetrends.report;

import static j2html.TagCreator.h3;
import static org.computetrends.report.Markup.join;
import static org.computetrends.report.Markup.phrase;
import static org.computetrends.report.VegaLite.date;
import static org.computetrends.report.VegaLite.filter;
import static org.computetrends.report.VegaLite.logarithmic;
import static org.computetrends.report.VegaLite.vega;

import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.PublishedRow;

/** The section on the metrics other than the main one: a panel for each, and a table of what growth is made of. */
record OtherMetricsSection(ReportInput input, DisplayNames names, MainTrend mainTrend, HeadlineDatasets datasets) {
    private static final LocalDate FIRST_DAY = LocalDate.of(2010, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2030, 12, 31);

    Optional<Section> section() {
        List<PublishedRow> trends = datasets.metrics().stream()
                .map(this::shownTrend)
                .flatMap(Optional::stream)
                .toList();
        if (trends.isEmpty()) {
            return Optional.empty();
        }
        Chart chart = new Chart(
                "resources",
                "Other metrics, with projections to 2030 where there are any",
                "Releases against time on a logarithmic scale, with a trend of each metric, and its projection to 2030 where there is one.",
                trends.stream().map(this::panel).toList(),
                datasets.all(),
                Chart.Size.plain(220));
        DomContent table = new QuotedTable(
                        "How fast each grows: factor of a year and months to double with 95% intervals")
                .text("Metric", row -> names.metric(row.requireText("metric")))
                .text("Cohort", row -> names.cohort(row.requireText("cohort")))
                .growth()
                .html(new Rows(trends));
        Section section = new Section("resources", "Other metrics").with(Figure.of(chart, sentence(trends), table));
        Rows parts = input.rows("decompositions").where(row -> row.has("share"));
        if (!parts.isEmpty()) {
            section = section.with(h3("What growth is made of"), partsTable(parts));
        }
        return Optional.of(section);
    }

    private DomContent partsTable(Rows parts) {
        return new QuotedTable(
                        "Growth of each factor, and its share of the growth of the product with a 95% interval, over"
                                + " releases with all factors known")
                .text("Factor", this::factor)
                .text("Of", row -> names.metric(row.requireText("whole")))
                .text("Era", row -> names.era(row.requireText("era")))
                .quote("n", "n", NumberStyle.COUNT)
                .quote("Growth a year", "growth_factor_per_year", NumberStyle.FACTOR)
                .quote("Share", "share", NumberStyle.PERCENT)
                .interval("95%", "share_ci95", NumberStyle.PERCENT)
                .html(parts);
    }

    /** A part's label up to a comma, after which is the condition on releases. */
    private String factor(PublishedRow row) {
        return names.metric(row.requireText("part")).split(",", 2)[0];
    }

    /**
     * The trend to show of a metric, in the main trend's era: over the releases on the frontier of the main metric;
     * otherwise over the main trend's cohort; otherwise over the first cohort in the page's order. Empty for the main
     * metric, and for a metric without a trend in the era.
     */
    private Optional<PublishedRow> shownTrend(String metric) {
        if (metric.equals(mainTrend.metric())) {
            return Optional.empty();
        }
        Rows trends = datasets.trends().where("metric", metric).where("era", mainTrend.era());
        return trends.where("cohort", Cohort.frontierBy(mainTrend.metric()).id())
                .first()
                .or(() -> trends.where("cohort", mainTrend.cohort()).first())
                .or(() -> trends.sortedInOrder("cohort", names.cohorts(trends)).first());
    }

    private DomContent sentence(List<PublishedRow> trends) {
        List<DomContent> growthByMetric = trends.stream()
                .map(trend -> phrase(
                        "$ ($) $",
                        names.metricInSentence(trend.requireText("metric")),
                        names.cohortWithArticle(trend.requireText("cohort")),
                        Quote.of(trend, "growth_factor_per_year", NumberStyle.FACTOR)))
                .toList();
        return phrase("A year’s growth: $.", join("; ", growthByMetric));
    }

    private Chart.Panel panel(PublishedRow trend) {
        String metric = trend.requireText("metric");
        String condition =
                VegaLite.columnIs("metric", metric) + " && " + VegaLite.columnIs("cohort", trend.requireText("cohort"));
        List<Map<String, Object>> filters =
                List.of(filter(condition), filter("datum.target_date <= " + VegaLite.epochMillis(LAST_DAY)));
        Map<String, Object> specification = VegaLite.overTime(
                FIRST_DAY,
                LAST_DAY,
                5,
                List.of(
                        VegaLite.bandLayer(HeadlineDatasets.PROJECTION_FANS, filters, "p10", "p90", 0.18),
                        datasets.isBinned() ? binLayer(metric) : pointLayer(metric),
                        VegaLite.trendLayer(List.of(filter(condition), sinceFirstDay("date"))),
                        VegaLite.medianLayer(HeadlineDatasets.PROJECTION_FANS, filters)));
        return new Chart.Panel(names.metricWithUnit(metric), specification);
    }

    private static Map<String, Object> sinceFirstDay(String column) {
        return filter("datum." + column + " >= " + VegaLite.epochMillis(FIRST_DAY));
    }

    private static Map<String, Object> pointLayer(String metric) {
        return vega(
                """
                {data: {name: $}, transform: [{filter: $}, $],
                 mark: {type: 'circle', color: '--accent', opacity: 0.4, size: 18, clip: true, tooltip: {content: 'data'}},
                 encoding: {x: $, y: $}}
                """,
                HeadlineDatasets.POINTS,
                VegaLite.columnIs("metric", metric),
                sinceFirstDay("published_on"),
                date("published_on"),
                logarithmic("value", 5));
    }

    private static Map<String, Object> binLayer(String metric) {
        return VegaLite.binLayer(List.of(filter(VegaLite.columnIs("metric", metric)), sinceFirstDay("quarter")), 5);
    }
}
