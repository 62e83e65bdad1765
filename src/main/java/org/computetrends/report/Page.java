package org.computetrends.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.noscript;
import static j2html.TagCreator.p;
import static j2html.TagCreator.script;
import static j2html.TagCreator.section;
import static j2html.TagCreator.style;
import static j2html.TagCreator.text;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import j2html.tags.DomContent;
import j2html.tags.specialized.HeadTag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.computetrends.domain.BacktestSummary;

/**
 * The page: one self-contained HTML file. It is made from published rows alone, so equal tables give equal pages. Its
 * Content-Security-Policy allows only its own scripts and style sheet, by their digests: it makes no requests and does not
 * evaluate text as code. All text from releases and settings is escaped.
 */
public record Page(ReportInput input) {
    /** The text of the HTML file, which must be encoded in UTF-8. */
    public String document() {
        DisplayNames names = new DisplayNames(input.provenance());
        String title = "How fast AI’s " + names.metricInSentence(names.mainMetric()) + " grows";
        List<Section> sections = new Sections(input).all();
        String styleSheet = Assets.text(Assets.STYLE);
        Map<String, String> scripts = new LinkedHashMap<>();
        Assets.SCRIPTS.forEach(name -> scripts.put(name, Assets.text(name)));
        return "<!DOCTYPE html>\n"
                + html(
                                preamble(title, styleSheet, scripts),
                                body(
                                        a("Skip to the page’s content")
                                                .withHref("#top")
                                                .withClass("skip"),
                                        masthead(),
                                        contents(sections),
                                        main(h1(title), each(sections, Page::part))
                                                .withId("top"),
                                        colophon(),
                                        script(Markup.code(packed(data(sections))))
                                                .withType("text/plain")
                                                .withId("page-data"),
                                        each(scripts.values(), code -> script(Markup.code(code)))))
                        .withLang("en")
                        .render()
                + "\n";
    }

    private static HeadTag preamble(String title, String styleSheet, Map<String, String> scripts) {
        String allowedSources = scripts.values().stream().map(Assets::source).collect(Collectors.joining(" "));
        return head(
                meta().withCharset("utf-8"),
                meta().attr("http-equiv", "Content-Security-Policy")
                        .withContent("default-src 'none'; script-src " + allowedSources + "; style-src "
                                + Assets.source(styleSheet)
                                + "; img-src data:; base-uri 'none'; form-action 'none'"),
                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                meta().withName("color-scheme").withContent("light dark"),
                meta().withName("referrer").withContent("no-referrer"),
                title("compute-trends: " + Character.toLowerCase(title.charAt(0)) + title.substring(1)),
                style(Markup.code(styleSheet)));
    }

    private DomContent masthead() {
        return header(
                div(
                                p("compute-trends").withClass("brand"),
                                p(text("Data of " + input.vintage() + " · run "
                                                + input.provenance().runId()))
                                        .withClass("edition"),
                                button("Dark theme")
                                        .withId("theme")
                                        .withType("button")
                                        .withClass("needs-script"))
                        .withClass("bar"),
                noscript(p("Charts and long tables need JavaScript; the other tables are below.")));
    }

    /** Links to the sections, and a message for links to views that this page lacks. */
    private static DomContent contents(List<Section> sections) {
        return nav(
                        ul(each(
                                sections,
                                part -> each(
                                        li(a(part.title()).withHref("#" + part.id())),
                                        iff(part.id().equals(HeadlineSection.ID), refit())))),
                        p().withId("unknown").attr("role", "alert").attr("hidden"))
                .attr("aria-label", "Contents");
    }

    /** The link to the form that {@link HeadlineSection} contains. */
    private static DomContent refit() {
        return li(a(RefitForm.QUESTION).withHref("#" + RefitForm.ID)).withClass("needs-script");
    }

    private static DomContent part(Section part) {
        return section(h2(part.title())).with(part.body()).withId(part.id()).attr("aria-label", part.title());
    }

    private static DomContent colophon() {
        return footer(p(text("Data: Epoch AI, “Data on AI Models”, epoch.ai/data/ai-models, CC BY 4.0, and what the"
                + " run was given. Charts: Vega, Vega-Lite and Vega-Embed, BSD 3-Clause,"
                + " University of Washington Interactive Data Lab.")));
    }

    /** A text compressed with gzip, in base 64. The browser unpacks it. Uncompressed, a page would be too large to mail. */
    private static String packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** JSON for the page's script: charts, datasets and the vintage's date. */
    private String data(List<Section> sections) {
        Map<String, Object> datasets = new LinkedHashMap<>();
        List<Object> charts = new ArrayList<>();
        for (Section part : sections) {
            for (Chart chart : part.charts()) {
                chart.datasets().forEach(dataset -> datasets.put(dataset.name(), datasetJson(dataset)));
                charts.add(Json.object(
                        "id", chart.id(),
                        "size", chart.size(),
                        "panels",
                                chart.panels().stream()
                                        .map(Chart.Panel::specification)
                                        .toList(),
                        "datasets", chart.datasets().stream().map(Dataset::name).toList()));
            }
        }
        return Json.of(Json.object(
                "charts",
                charts,
                "datasets",
                datasets,
                "vintage",
                VegaLite.millis(input.vintage()),
                "noEvidence",
                BacktestSummary.NO_EVIDENCE_WINDOWS,
                "benchmark",
                input.provenance().benchmarkName()));
    }

    private static Map<String, Object> datasetJson(Dataset dataset) {
        Map<String, Object> described = Json.object("types", dataset.types(), "csv", dataset.csv());
        if (dataset.from() != null) {
            described.put("from", dataset.from());
        }
        return described;
    }
}
