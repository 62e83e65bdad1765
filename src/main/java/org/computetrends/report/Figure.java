package org.computetrends.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.h4;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.p;

import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;

/**
 * A chart and the HTML that shows it.
 *
 * @param content has an element for each panel, in which the page's script draws
 */
record Figure(Chart chart, DomContent content) {

    /** A chart under its title and a sentence on what it shows, above notes, links to its data, and its table. */
    static Figure of(Chart chart, DomContent sentence, DomContent table, DomContent... notes) {
        return new Figure(
                chart,
                figure(
                                iff(!chart.title().isEmpty(), h3(chart.title())),
                                p(sentence).withClass("shows"),
                                drawings(chart),
                                figcaption(each(notes), links(chart)),
                                Controls.disclosure("Table of this chart’s data", table))
                        .withClass("chart"));
    }

    /** The table of a chart's first dataset. The page's script makes it when a reader opens it. */
    static DivTag madeTable(Chart chart) {
        return div().withClass("made-table")
                .attr("data-table-of", chart.datasets().get(0).name());
    }

    static DivTag drawings(Chart chart) {
        DivTag panels = div().withClass(arrangement(chart.panels().size()));
        for (int i = 0; i < chart.panels().size(); i++) {
            String title = chart.panels().get(i).title();
            panels.with(div(
                            iff(!title.isEmpty(), h4(title)),
                            div().withId("chart-" + chart.id() + "-" + i)
                                    .withClass("drawing")
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

    /** Links to the chart's datasets as files. */
    static DomContent links(Chart chart) {
        return Controls.downloads(chart.datasets().stream()
                .map(dataset -> a(dataset.name().replace('-', ' '))
                        .withHref("#")
                        .attr("data-csv", dataset.name())
                        .attr("download", "compute-trends-" + dataset.name() + ".csv"))
                .toList());
    }
}
