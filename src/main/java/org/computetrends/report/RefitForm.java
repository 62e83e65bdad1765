package org.computetrends.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.input;
import static j2html.TagCreator.option;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.script;
import static j2html.TagCreator.select;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import j2html.tags.specialized.ButtonTag;
import java.util.List;
import org.computetrends.domain.Cohort.Attribute;

/** The form in which a reader selects releases. The page's script fits a line to the selection. */
record RefitForm(RefitSource source, DisplayNames names) {
    static final String ID = "refit";
    static final String QUESTION = "How fast did a group grow?";

    DomContent html() {
        return Controls.disclosure(
                        QUESTION + " Refit: a line through releases of your choice",
                        source.isComplete()
                                ? form()
                                : p("This page does not have every release: there are too many of them. A line fitted here"
                                                + " would be that of a sample, so none is fitted. Add the selection to the trends of"
                                                + " the settings, and run again.")
                                        .withClass("note"))
                .withId(ID)
                .withClass("data needs-script");
    }

    private DomContent form() {
        return div(
                p("How fast did a group grow? Type years or dates, or drag over the chart. In a list, tick the values that you want, or"
                                + " choose “all but those ticked”: a release must pass every list. A release counts for every domain"
                                + " that it lists: a model of language and images counts for both.")
                        .withClass("note"),
                p(a().withId("refit-example").withHref("#refit")).withClass("note"),
                div(
                                Controls.chooser(
                                        "refit-base",
                                        "Releases",
                                        source.cohorts().stream()
                                                .map(cohort -> option(names.cohort(cohort))
                                                        .withValue(cohort))
                                                .toList()),
                                Controls.textField(
                                        "refit-since", "From", input().withPlaceholder("2020 or 2020-01-31")),
                                Controls.textField(
                                        "refit-before",
                                        "To: the end of a year or month, or the day after the last",
                                        input().withPlaceholder("2024 or 2025-01-01")))
                        .withClass("controls"),
                div().withId("refit-notes"),
                p().withId("refit-result").attr("aria-live", "polite"),
                p().withId("refit-quotation").withClass("note"),
                div(each(List.of(Attribute.values()), RefitForm::picker)).withClass("pickers"),
                actionButton("refit-clear", "Clear the selection"),
                p("The metric is that above the chart. The number beside a value counts its releases with this metric. The chart’s"
                                + " “Trend of” and its hidden domains have no effect here.")
                        .withClass("note"),
                div(
                                tableWithDownload("refit-line", "line", "The line and its 95% intervals"),
                                tableWithDownload(
                                        "refit-reaches",
                                        "thresholds",
                                        "Where the line reaches thresholds. This extends the line; it is not a forecast."),
                                actionButton("refit-settings", "As settings")
                                        .attr("aria-expanded", "false")
                                        .attr("aria-controls", "refit-block"),
                                Markup.scrolling(
                                                pre().withId("refit-block"),
                                                "The selection as settings and as a command")
                                        .attr("hidden"))
                        .withId("refit-answer"),
                script(Markup.unescapedCode(source.json()))
                        .withType("application/json")
                        .withId("refit-data"));
    }

    /** A list from which to choose values of an attribute. The page's script fills it. */
    private static DomContent picker(Attribute attribute) {
        String title = DisplayNames.idInWords(attribute.id());
        return details(
                        summary(text(title + ": "), span("all")),
                        // In links, ! means "all but".
                        select(
                                        option("only those ticked").withValue(""),
                                        option("all but those ticked").withValue("!"))
                                .attr("aria-label", title + ": only or all but those ticked"),
                        input().withType("search").withPlaceholder("Find").attr("aria-label", title + ": find"),
                        div().attr("role", "group").attr("aria-label", title),
                        // Ticks all values found.
                        button().withType("button").attr("hidden"),
                        // How many values are shown.
                        p().withClass("note").attr("role", "status"))
                .withId("refit-" + attribute.id())
                .withClass("picker");
    }

    private static ButtonTag actionButton(String id, String title) {
        return button(title).withType("button").withId(id);
    }

    /** An empty element that the page's script fills with a table, and a link to download the table. */
    private static DomContent tableWithDownload(String id, String linkText, String caption) {
        return div(
                Markup.scrolling(div().withId(id), caption),
                p(Controls.downloads(List.of(a(linkText)
                        .withHref("#")
                        .attr("data-refit-csv", id)
                        .attr("download", "compute-trends-" + id + ".csv")))));
    }
}
