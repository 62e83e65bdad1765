package org.computetrends.report;

import static j2html.TagCreator.details;
import static j2html.TagCreator.label;
import static j2html.TagCreator.select;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;

import j2html.tags.DomContent;
import j2html.tags.Tag;
import j2html.tags.specialized.ATag;
import j2html.tags.specialized.DetailsTag;
import j2html.tags.specialized.InputTag;
import j2html.tags.specialized.LabelTag;
import j2html.tags.specialized.OptionTag;
import j2html.tags.specialized.SpanTag;
import java.util.List;

/** The HTML of the page's controls: drop-down lists, text fields, links to files, and content to unfold. */
final class Controls {

    private Controls() {}

    static LabelTag chooser(String id, String title, List<OptionTag> options) {
        return labelled(id, title, select().with(options));
    }

    static LabelTag textField(String id, String title, InputTag field) {
        return labelled(id, title, field.withType("text").attr("autocomplete", "off"));
    }

    private static <T extends Tag<T>> LabelTag labelled(String id, String title, T control) {
        return label(span(title), control.withId(id)).withFor(id);
    }

    static SpanTag downloads(List<ATag> links) {
        return span(span("CSV: ")).with(links).withClass("downloads");
    }

    /** Content that is hidden until a reader opens its title. */
    static DetailsTag disclosure(String title, DomContent... content) {
        return details(summary(title)).with(content).withClass("data");
    }
}
