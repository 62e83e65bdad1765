package org.computetrends.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.h4;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;

import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import java.util.List;

/** The HTML of a chart: title, a sentence on what it shows, the drawings, a table, and links to the data. */
final class Figures {

    /** A chart and its HTML. */
    record Figure(Chart chart, DomContent content) {}

    private Figures() {}

    /** A chart without a table of its own: the page's script makes one from the first dataset when a reader opens it. */
    static DomContent of(Chart chart, DomContent sentence, DomContent... notes) {
        return withTable(
                chart,
                sentence,
                div().withClass("made-table")
                        .attr("data-table-of", chart.datasets().get(0).name()),
                notes);
    }

    /** A chart with a table of its own. */
    static DomContent withTable(Chart chart, DomContent sentence, DomContent table, DomContent... notes) {
        return figure(
                        iff(!chart.title().isEmpty(), h3(chart.title())),
                        p(sentence).withClass("shows"),
                        drawings(chart),
                        figcaption(each(List.of(notes), note -> note), links(chart)),
                        details(summary("Table of this chart’s data"), table).withClass("data"))
                .withClass("chart");
    }

    static DivTag drawings(Chart chart) {
        DivTag panels = div().withClass(arrangement(chart.panels().size()));
        for (int i = 0; i < chart.panels().size(); i++) {
            String title = chart.panels().get(i).title();
            panels.with(div(
                            iff(!title.isEmpty(), h4(title)),
                            div().withId("chart-" + chart.id() + "-" + i)
                                    .withClass("drawing")
                                    .attr("data-height", chart.size().height())
                                    .attr("role", "img")
                                    .attr(
                                            "aria-label",
                                            title.isEmpty() ? chart.alternative() : title + ". " + chart.alternative()))
                    .withClass("panel"));
        }
        return panels;
    }

    /** The CSS class for a number of panels. An even number is shown in pairs, or below each other on a narrow screen. */
    private static String arrangement(int panels) {
        return panels == 1 ? "panel-alone" : panels % 2 == 0 ? "panels pairs" : "panels";
    }

    /** Links to the chart's data. */
    static DomContent links(Chart chart) {
        return span(
                        span("CSV: ").withClass("label"),
                        each(
                                chart.datasets(),
                                dataset -> a(dataset.name().replace('-', ' '))
                                        .withHref("#")
                                        .attr("data-csv", dataset.name())
                                        .attr("download", "compute-trends-" + dataset.name() + ".csv")))
                .withClass("downloads");
    }
}
