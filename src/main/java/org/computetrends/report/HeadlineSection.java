package org.computetrends.report;

import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.fieldset;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.legend;
import static j2html.TagCreator.option;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static org.computetrends.report.Markup.join;
import static org.computetrends.report.Markup.phrase;

import j2html.tags.DomContent;
import j2html.tags.specialized.OptionTag;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.PublishedRow;

/** The first section: growth and the forecast in sentences, and the headline chart with its controls. */
record HeadlineSection(
        ReportInput input,
        DisplayNames names,
        MainTrend mainTrend,
        DefaultForecast forecast,
        HeadlineDatasets datasets) {
    static final String ID = "headline";

    Section section() {
        Chart chart = new HeadlineChart(datasets, names, mainTrend, input.vintage())
                .chart("Releases of AI systems by " + names.metricInSentence(mainTrend.metric())
                        + " and date of publication, on a logarithmic scale, with the trend of each era and the"
                        + " forecast to 2035. The tables below the chart have the same numbers.");
        return new Section(ID, "The trend").with(sentences()).with(new Figure(chart, chartWithControls(chart)));
    }

    /** Growth and doubling time with intervals, then the forecast with its track record; without a trend, a remark. */
    private DomContent sentences() {
        if (mainTrend.trend().isEmpty()) {
            return p("No trend of " + names.metricInSentence(mainTrend.metric())
                            + " could be fitted to these data; what there is follows below.")
                    .withClass("headline");
        }
        PublishedRow trend = mainTrend.trend().get();
        List<DomContent> paragraphs = new ArrayList<>();
        paragraphs.add(p(phrase(
                        "The $ of $ has grown $ since $: it doubles every $.",
                        names.metricInSentence(mainTrend.metric()),
                        releases(),
                        span(Quote.of(trend, "growth_factor_per_year", NumberStyle.FACTOR), text(" a year"))
                                .withClass("key"),
                        trend.requireDate("first_date").getYear(),
                        span(Quote.of(trend, "doubling_time_months", NumberStyle.TENTHS), text(" months"))
                                .withClass("key")))
                .withClass("headline"));
        paragraphs.add(p(phrase(
                        "95% intervals: $ a year, $ months, from $ releases.",
                        Quote.interval(trend, "growth_factor_ci95", NumberStyle.FACTOR),
                        Quote.interval(trend, "doubling_time_ci95", NumberStyle.TENTHS),
                        Quote.of(trend, "n", NumberStyle.COUNT)))
                .withClass("standfirst"));
        paragraphs.addAll(new ForecastSentences(forecast, names).paragraphs(mainTrend.metric()));
        return div().with(paragraphs);
    }

    /** The releases of the main trend, in words for a sentence; for the frontier also its size. */
    private String releases() {
        String size = input.provenance().setting("populations.frontier-size");
        return mainTrend.cohort().equals(ForecastTarget.FRONTIER.id()) && size != null
                ? "the AI frontier, the " + size + " largest systems of their day,"
                : names.cohortWithArticle(mainTrend.cohort());
    }

    private DomContent chartWithControls(Chart chart) {
        return figure(
                        // The page's script writes title and subtitle, which depend on the reader's choice.
                        h3("").withId("headline-title"),
                        p("").withId("headline-subtitle").withClass("shows").attr("aria-live", "polite"),
                        controls(),
                        Figure.panels(chart),
                        new RefitForm(RefitSource.of(input, datasets), names).html(),
                        figcaption(join(pointsNote(), nowcastsNote(), fanNote(), Figure.csvLinks(chart))),
                        Controls.disclosure("Table of the releases shown", Figure.tableByScript(chart)),
                        Controls.disclosure("Table of the trends shown", trendsTable()))
                .withClass("chart headline-chart");
    }

    private DomContent trendsTable() {
        return new QuotedTable("Trends: growth a year and months to double, with 95% intervals")
                .text("Metric", row -> names.metric(row.requireText("metric")))
                .text("Cohort", row -> names.cohort(row.requireText("cohort")))
                .text("Era", row -> names.era(row.requireText("era")))
                .growth()
                .quote("R²", "r_squared", NumberStyle.HUNDREDTHS)
                .html(datasets.trends());
    }

    /** Explains points (or bins) and lines, and which releases are drawn. */
    private DomContent pointsNote() {
        long rowsPublished = input.rowsPublished("observations");
        int rowsShown = input.rows("observations").size();
        String lines = datasets.trends().where(row -> row.has("mean_date")).isEmpty()
                ? " Lines are trends. "
                : " Lines are trends with 95% bands. ";
        if (datasets.isBinned()) {
            return p(
                    "At this size of input, values are counted, not drawn one by one. A rectangle is a quarter by half an order"
                            + " of magnitude; the more opaque, the more releases."
                            + datasets.firstDrawnQuarter()
                                    .map(first -> " Rectangles before " + first
                                            + " are left out: there are too many for a page.")
                                    .orElse("")
                            + lines);
        }
        String key = "Points are releases; those of the frontier and records are larger." + lines;
        if (rowsPublished == 0) {
            return p(key + "Single releases were not published, so trends are drawn without points.");
        }
        return rowsShown < rowsPublished
                ? p(phrase(
                        "$Of $ values, a sample is drawn: all of the frontier, all records, and as many others as fit.",
                        key,
                        Quote.count(input, "observations")))
                : p(key);
    }

    private DomContent nowcastsNote() {
        return datasets.nowcasts().isEmpty()
                ? text("")
                : p(
                        "Open marks are estimates for releases whose compute is not known: medians, from other facts about the"
                                + " release. The table nowcasts has the intervals, which are wide. Estimates for closed frontier"
                                + " systems are too low. A release in the benchmark index (of test results) has a second mark, which"
                                + " uses results from after the release. No trend, frontier or record uses estimates.");
    }

    private DomContent fanNote() {
        String window = input.provenance().setting("backtest.window-months");
        String months = window == null ? "a window" : window + " months";
        return p(join(
                text(
                        "The fan contains 50, 80 and 95% of sample paths: simulated futures in which growth continues. The dashed line"
                                + " is their median. For records, a path is the largest release so far."
                                + (forecast.covers(mainTrend.metric(), ForecastTarget.FRONTIER.id())
                                        ? " For the frontier of " + names.metricInSentence(mainTrend.metric())
                                                + ", a path is the median of its releases within " + months
                                                + " of a date."
                                        : "")
                                + " For other cohorts, the fan contains single releases. A diamond is the date by which half of the"
                                + " paths reach a threshold; for other cohorts, half of the lines about which releases scatter. Bars"
                                + " are the 80 and 95% intervals."),
                PathsStart.sentence(forecast.fromCoverageEnd(), "origin")));
    }

    private DomContent controls() {
        List<OptionTag> metrics = datasets.metrics().stream()
                .map(metric -> option(names.metric(metric))
                        .withValue(metric)
                        .attr("data-unit", names.unit(metric))
                        .attr("data-cohorts", Json.write(datasets.cohorts(metric))))
                .toList();
        List<OptionTag> cohorts = datasets.cohorts().stream()
                .map(cohort -> option(names.cohort(cohort))
                        .withValue(cohort)
                        .attr("data-target", DisplayNames.target(cohort))
                        .withCondSelected(cohort.equals(mainTrend.cohort())))
                .toList();
        return div(
                        Controls.chooser("metric", "Metric", metrics),
                        Controls.chooser("cohort", "Trend of", cohorts),
                        fieldset(
                                        legend("Years"),
                                        zoomButton("1950 on", LocalDate.of(1950, 1, 1), HeadlineDatasets.LAST_DAY),
                                        zoomButton("2009–2035", HeadlineDatasets.FIRST_DAY, HeadlineDatasets.LAST_DAY),
                                        zoomButton("2018–2030", LocalDate.of(2018, 1, 1), LocalDate.of(2030, 12, 31)),
                                        stepButton("−", "zoom-out", "Show more years"),
                                        stepButton("+", "zoom-in", "Show fewer years"),
                                        stepButton("←", "earlier", "Show earlier years"),
                                        stepButton("→", "later", "Show later years"))
                                .withClass("zoom"),
                        iff(!input.rows("observations").isEmpty(), domainButtons()),
                        div(
                                        button("Copy link to this view")
                                                .withType("button")
                                                .withId("copy-link"),
                                        button("Save as SVG").withType("button").withId("save-svg"),
                                        span().withId("copied").attr("role", "status"))
                                .withClass("actions"))
                .withClass("controls needs-script");
    }

    private DomContent domainButtons() {
        DomContent estimated = domainButton(HeadlineDatasets.NOWCASTS, "Estimated", "outline");
        return fieldset(
                        legend("Domains"),
                        each(datasets.domains(), domain -> domainButton(domain, domain, datasets.colour(domain))),
                        iff(!datasets.nowcasts().isEmpty(), estimated))
                .withClass("domains");
    }

    private static DomContent stepButton(String title, String id, String description) {
        return button(title).withType("button").withId(id).attr("aria-label", description);
    }

    private static DomContent zoomButton(String title, LocalDate from, LocalDate to) {
        return button(title)
                .withType("button")
                .attr("data-zoom-from", from.toString())
                .attr("data-zoom-to", to.toString())
                .attr("aria-pressed", "false")
                .withClass("preset");
    }

    private static DomContent domainButton(String id, String title, String swatch) {
        return button(span().withClass("swatch " + swatch), text(title))
                .withType("button")
                .attr("data-domain", id)
                .attr("aria-pressed", "true")
                .withClass("domain");
    }
}
