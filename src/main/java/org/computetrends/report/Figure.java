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
 * @param html has an empty element for each panel, in which the page's script draws
 */
record Figure(Chart chart, DomContent html) {

    /** From top to bottom: title, text on what the chart shows, panels, notes, links to the data, and a table. */
    static Figure of(Chart chart, DomContent text, DomContent table, DomContent... notes) {
        return new Figure(
                chart,
                figure(
                                iff(!chart.title().isEmpty(), h3(chart.title())),
                                p(text).withClass("shows"),
                                panels(chart),
                                figcaption(each(notes), csvLinks(chart)),
                                Controls.disclosure("Table of this chart’s data", table))
                        .withClass("chart"));
    }

    /** An empty element. When a reader opens it, the page's script adds a table of the chart's first dataset. */
    static DivTag tableByScript(Chart chart) {
        return div().withClass("made-table")
                .attr("data-table-of", chart.datasets().get(0).name());
    }

    /** An empty element for each panel, with its title and description. */
    static DivTag panels(Chart chart) {
        DivTag panels = div().withClass(panelsClass(chart.panels().size()));
        for (int i = 0; i < chart.panels().size(); i++) {
            String title = chart.panels().get(i).title();
            panels.with(div(
                            iff(!title.isEmpty(), h4(title)),
                            div().withId("chart-" + chart.id() + "-" + i)
                                    .withClass("drawing")
                                    .attr("role", "img")
                                    .attr(
                                            "aria-label",
                                            title.isEmpty() ? chart.description() : title + ". " + chart.description()))
                    .withClass("panel"));
        }
        return panels;
    }

    /** The CSS class for a number of panels. On a wide screen an even number of panels is shown in pairs. */
    private static String panelsClass(int panels) {
        return panels == 1 ? "panel-alone" : panels % 2 == 0 ? "panels pairs" : "panels";
    }

    /** Links to download the chart's datasets. */
    static DomContent csvLinks(Chart chart) {
        return Controls.downloads(chart.datasets().stream()
                .map(dataset -> a(dataset.name().replace('-', ' '))
                        .withHref("#")
                        .attr("data-csv", dataset.name())
                        .attr("download", "compute-trends-" + dataset.name() + ".csv"))
                .toList());
    }
}
