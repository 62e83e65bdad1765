package org.computetrends.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.fieldset;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.legend;
import static j2html.TagCreator.option;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.script;
import static j2html.TagCreator.select;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;

import j2html.tags.DomContent;
import j2html.tags.specialized.ButtonTag;
import java.util.List;
import org.computetrends.domain.Cohort.Attribute;

/** The form in which a reader selects releases, and the places where the page's script shows the line that it fits. */
final class RefitForm {
    private final RefitSource source;
    private final Names names;

    RefitForm(RefitSource source, Names names) {
        this.source = source;
        this.names = names;
    }

    DomContent content() {
        return details(
                        summary("Refit: fit a line to releases of your choice"),
                        source.isComplete()
                                ? form()
                                : p("This page does not have every release: there are too many of them. A line fitted here"
                                                + " would be that of a sample, so none is fitted. Add the selection to the trends of"
                                                + " the settings, and run again.")
                                        .withClass("note"))
                .withId("refit")
                .withClass("data needs-script");
    }

    private DomContent form() {
        return div(
                p("Choose the metric above the chart, and here the releases: the chart’s “Trend of” does not count. Drag over the"
                                + " chart while this is open, or type dates. Choose values to narrow the releases further; of several"
                                + " in a list one is enough, and all lists must hold. Domains hidden in the chart count here.")
                        .withClass("note"),
                div(
                                HeadlineSection.chooser(
                                        "refit-base",
                                        "Releases",
                                        source.cohorts().stream()
                                                .map(cohort -> (DomContent) option(names.cohort(cohort))
                                                        .withValue(cohort))
                                                .toList()),
                                date("refit-since", "From"),
                                date("refit-before", "Before"),
                                each(List.of(Attribute.values()), RefitForm::picker))
                        .withClass("controls"),
                p().withId("refit-result").attr("aria-live", "polite"),
                table("refit-line", "line", "The line and its 95% intervals"),
                table(
                        "refit-reaches",
                        "thresholds",
                        "Where the line reaches thresholds. This extends the line; it is not a forecast."),
                div(
                                action("refit-settings", "As settings")
                                        .attr("aria-expanded", "false")
                                        .attr("aria-controls", "refit-block"),
                                action("refit-clear", "Clear"))
                        .withClass("actions"),
                pre().withId("refit-block")
                        .withClass("scrolls")
                        .attr("tabindex", "0")
                        .attr("role", "region")
                        .attr("aria-label", "The selection as settings and as a command")
                        .attr("hidden"),
                script(Markup.code(source.json())).withType("application/json").withId("refit-data"));
    }

    private static DomContent date(String id, String title) {
        return label(span(title), input().withType("date").withMax("9999-12-31").withId(id))
                .withFor(id);
    }

    private static DomContent picker(Attribute attribute) {
        String id = attribute.id();
        String title = Names.words(id);
        return fieldset(
                        legend(title),
                        select(option("one of").withValue(""), option("none of").withValue("!"))
                                .withId("refit-how-" + id)
                                .attr("aria-label", title + ": one or none of the values chosen"),
                        select().withId("refit-" + id)
                                .attr("multiple")
                                .attr("size", "5")
                                .attr("aria-label", title + ": values, none for all"))
                .withClass("picker");
    }

    private static ButtonTag action(String id, String title) {
        return button(title).withType("button").withId(id);
    }

    /** A table that the script fills. */
    private static DomContent table(String id, String name, String caption) {
        return div(
                div().withId(id)
                        .withClass("scrolls")
                        .attr("tabindex", "0")
                        .attr("role", "region")
                        .attr("aria-label", caption),
                p(
                                span("CSV: ").withClass("label"),
                                a(name).withHref("#")
                                        .attr("data-refit-csv", id)
                                        .attr("download", "compute-trends-" + id + ".csv"))
                        .withClass("downloads"));
    }
}
